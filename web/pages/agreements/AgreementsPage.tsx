import { Box, Group, NativeSelect, TextInput } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { ClearFilters, useTyped } from '../../ui/filters.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useRowKeys } from '../../ui/row-keys.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { AgreementRows } from './AgreementRows.tsx'
import type { AgreementFilter } from './filter.ts'
import { MakeAgreement } from './MakeAgreement.tsx'

const agreementsQuery = (filter: AgreementFilter) =>
  infiniteQueryOptions({
    queryKey: ['agreements', 'list', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { ...filter, limit: 50, ...(cursor === undefined ? {} : { cursor }) }
      return bodyOf(api.GET('/api/v1/agreements', { signal, params: { query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
    placeholderData: (before) => before,
  })

/** Who may send what to whom, narrowed by what stands in the address. */
export function AgreementsPage() {
  const words = useWords()
  const { agreements } = words
  const [makes, setMakes] = useState(false)
  const filter = useSearch({ from: '/inside/agreements' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(agreementsQuery(filter))
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const current = useRowKeys(rows, ({ id }) => void navigate(paths.agreement(id)))
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <>
      <PageHead title={agreements.title} about={agreements.about}>
        <Act because={lacksOfGrid(useMe(), 'partners:write', words)} onClick={() => setMakes(true)}>
          {words.making.make}
        </Act>
      </PageHead>
      {makes && <MakeAgreement close={() => setMakes(false)} />}
      <Box className="panel">
        <Filters filter={filter} narrow={(next) => void navigate({ ...paths.agreements(next), replace: true })} />
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty title={agreements.empty} about={agreements.emptyAbout} />
            ) : (
              <AgreementRows label={agreements.title} agreements={shown} current={current} more={more} />
            )
          }
        </Shown>
      </Box>
    </>
  )
}

interface FiltersProps {
  filter: AgreementFilter
  narrow(filter: AgreementFilter): void
}

function Filters({ filter, narrow }: FiltersProps) {
  const { documents, common, modes } = useWords()
  const { bind } = useTyped({ filter, narrow })
  return (
    <Group p="md" align="flex-end" gap="sm">
      <TextInput label={documents.partner} {...bind('party')} flex="1 1 10rem" />
      <TextInput label={documents.type} {...bind('type')} w={{ base: '46%', xs: 140 }} />
      <NativeSelect
        label={documents.mode}
        {...bind('mode')}
        data={[
          { value: '', label: common.all },
          { value: 'test', label: modes.test },
          { value: 'production', label: modes.production },
        ]}
        w={{ base: '46%', xs: 140 }}
      />
      <ClearFilters filter={filter} narrow={narrow} />
    </Group>
  )
}
