import { Group, Stack, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { useMe } from '../../api/me.ts'
import type { Agreement } from '../../api/partners.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { Differences } from '../../ui/Differences.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { agreementState } from './AgreementRows.tsx'
import { type Kept, RollBack } from './RollBack.tsx'

type Version = Answer<'/api/v1/agreements/{id}/versions'>['items'][number]

const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'versions'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agreements/{id}/versions', { signal, params: { path: { id } } })),
  })

/** What an agreement said, the newest first, each against the one before. */
export function Versions({ agreement }: { agreement: Agreement }) {
  const { id } = agreement
  return (
    <Shown of={useQuery(versionsQuery(id))} lines={3}>
      {({ items }) => (
        <Stack component="ol" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
          {items.map((one, at) => (
            <Change key={one.version} version={one} before={items[at + 1]} agreement={agreement} />
          ))}
        </Stack>
      )}
    </Shown>
  )
}

function Change({
  version: { version, content, actor, at },
  before,
  agreement,
}: {
  version: Version
  before?: Version | undefined
  agreement: Agreement
}) {
  const words = useWords()
  const { agreements, rollback } = words
  const [back, setBack] = useState(false)
  const ended = agreementState(agreement) === 'ended' ? agreements.ended : undefined
  const lacking = lacksOfGrid(useMe(), 'partners:write', words) ?? ended
  return (
    <li>
      <Group gap="sm" mb={4}>
        <Text fw={600}>{agreements.version(version)}</Text>
        <Time at={at} short />
        <Text size="sm" c="dimmed" className="foreign">
          {actor}
        </Text>
        {version < agreement.version && (
          <Act size="compact-xs" variant="default" because={lacking} onClick={() => setBack(true)}>
            {rollback.act}
          </Act>
        )}
      </Group>
      {before === undefined ? (
        <Text size="sm">{agreements.first}</Text>
      ) : (
        <Differences before={before.content} after={content} />
      )}
      {back && (
        <RollBack
          agreement={agreement}
          to={{ version, content: content as Kept['content'] }}
          close={() => setBack(false)}
        />
      )}
    </li>
  )
}
