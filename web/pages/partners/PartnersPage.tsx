import { Box, Group, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Organization, organizationsQuery } from '../../api/partners.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { ClearFilters, useTyped } from '../../ui/filters.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { useRowKeys } from '../../ui/row-keys.ts'
import { type State, StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { PARTNER_STATES, type PartnerFilter } from './filter.ts'

const columnsIn = ({ partners }: Words): Column<Organization>[] => [
  {
    key: 'name',
    title: partners.name,
    cell: ({ name, slug }) => (
      <TextLink {...paths.partner(slug)} className="foreign" fw={600}>
        {name}
      </TextLink>
    ),
  },
  { key: 'slug', title: partners.slug, cell: ({ slug }) => <span className="identifier">{slug}</span> },
  { key: 'status', title: partners.status, cell: ({ status }) => <StateBadge state={status as State} /> },
  { key: 'role', title: partners.role, cell: ({ role }) => (role === 'host' ? partners.host : partners.partner) },
  { key: 'zone', title: partners.timeZone, cell: ({ timeZone }) => <span className="foreign">{timeZone}</span> },
  { key: 'changed', title: partners.changed, cell: ({ changedAt }) => <Time at={changedAt} short /> },
]

/** Everybody whom the grid knows, narrowed by what stands in the address. */
export function PartnersPage() {
  const words = useWords()
  const { partners } = words
  const filter = useSearch({ from: '/inside/partners' })
  const navigate = useNavigate()
  const found = useQuery(organizationsQuery)
  const rows = (found.data ?? []).filter((one) => fits(one, filter))
  const current = useRowKeys(rows, ({ slug }) => void navigate(paths.partner(slug)))
  const narrow = (next: PartnerFilter) => void navigate({ ...paths.partners(next), replace: true })
  return (
    <>
      <PageHead title={partners.title} about={partners.about} />
      <Box className="panel">
        <Filters filter={filter} narrow={narrow} />
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty title={partners.empty} about={partners.emptyAbout} />
            ) : (
              <Rows
                label={partners.title}
                rows={shown}
                columns={columnsIn(words)}
                idOf={({ id }) => id}
                current={current}
              />
            )
          }
        </Shown>
      </Box>
    </>
  )
}

function fits({ name, slug, status }: Organization, filter: PartnerFilter): boolean {
  const wanted = filter.search?.trim().toLowerCase() ?? ''
  const called = name.toLowerCase().includes(wanted) || slug.includes(wanted)
  return called && (filter.status === undefined || filter.status === status)
}

interface FiltersProps {
  filter: PartnerFilter
  narrow(filter: PartnerFilter): void
}

function Filters({ filter, narrow }: FiltersProps) {
  const { partners, common, states } = useWords()
  const { bind } = useTyped({ filter, narrow })
  const all = PARTNER_STATES.map((value) => ({ value, label: states[value] }))
  return (
    <Group p="md" align="flex-end" gap="sm">
      <TextInput
        type="search"
        label={partners.search}
        placeholder={partners.searchHint}
        {...bind('search')}
        flex="1 1 12rem"
      />
      <NativeSelect label={partners.status} {...bind('status')} data={[{ value: '', label: common.all }, ...all]} />
      <ClearFilters filter={filter} narrow={narrow} />
    </Group>
  )
}
