import { Group, Stack, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { useWords } from '../../i18n/language.tsx'
import { Differences } from '../../ui/Differences.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'

type Version = Answer<'/api/v1/agreements/{id}/versions'>['items'][number]

const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id, 'versions'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agreements/{id}/versions', { signal, params: { path: { id } } })),
  })

/** What an agreement said, the newest first, each against the one before. */
export function Versions({ id }: { id: string }) {
  return (
    <Shown of={useQuery(versionsQuery(id))} lines={3}>
      {({ items }) => (
        <Stack component="ol" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
          {items.map((one, at) => (
            <Change key={one.version} version={one} before={items[at + 1]} />
          ))}
        </Stack>
      )}
    </Shown>
  )
}

function Change({
  version: { version, content, actor, at },
  before,
}: {
  version: Version
  before?: Version | undefined
}) {
  const { agreements } = useWords()
  return (
    <li>
      <Group gap="sm" mb={4}>
        <Text fw={600}>{agreements.version(version)}</Text>
        <Time at={at} short />
        <Text size="sm" c="dimmed" className="foreign">
          {actor}
        </Text>
      </Group>
      {before === undefined ? (
        <Text size="sm">{agreements.first}</Text>
      ) : (
        <Differences before={before.content} after={content} />
      )}
    </li>
  )
}
