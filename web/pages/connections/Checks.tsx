import { Group, Stack, Text } from '@mantine/core'
import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Check } from '../../api/partners.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { Icon } from '../../ui/icons.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Time } from '../../ui/Time.tsx'

export const checksQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'one', id, 'checks'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/connections/{id}/checks', { signal, params: { path: { id } } })),
  })

/** The last tests, the newest first, each with the layers that it tried. */
export function CheckList({ checks }: { checks: Check[] }) {
  const { words } = useLanguage()
  if (checks.length === 0) return <Text c="dimmed">{words.connections.noChecks}</Text>
  return (
    <Stack component="ol" gap="lg" p={0} m={0} style={{ listStyle: 'none' }}>
      {checks.map((check) => (
        <li key={check.id}>
          <Group gap="sm" mb="xs">
            <StateBadge state={check.holds ? 'holds' : 'fails'} />
            <Time at={check.at} short />
            <Text size="sm" c="dimmed" className="foreign">
              {check.actor}
            </Text>
          </Group>
          <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }}>
            {check.probes.map((probe) => (
              <Probe key={probe.layer} probe={probe} />
            ))}
          </Stack>
        </li>
      ))}
    </Stack>
  )
}

function Probe({ probe: { layer, ms, problem } }: { probe: Check['probes'][number] }) {
  const { words, locale } = useLanguage()
  const { layers, layerHolds, layerFails } = words.connections
  const name = layers[layer as keyof typeof layers] ?? layer
  return (
    <li>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <span style={{ flexShrink: 0 }}>
          <Icon name={problem === null ? 'check' : 'warning'} size={18} />
        </span>
        <div>
          <Text component="span" fw={problem === null ? 400 : 600}>
            {problem === null ? layerHolds(name) : layerFails(name)}
          </Text>{' '}
          <Text component="span" size="sm" c="dimmed">
            {Math.round(ms).toLocaleString(locale)} ms
          </Text>
          {problem !== null && <Text className="foreign">{sentenceOf(problem, words)}</Text>}
        </div>
      </Group>
    </li>
  )
}
