import { Combobox, Group, Text } from '@mantine/core'
import { useWords } from '../../i18n/language.tsx'
import { Icon, type IconName } from '../icons.tsx'
import { StatusBadge } from '../StatusBadge.tsx'
import { Time } from '../Time.tsx'
import type { Command } from './commands.ts'
import type { Group as Found, Hit } from './hits.ts'

const ICONS: Record<Found['kind'], IconName> = {
  documents: 'documents',
  partners: 'partners',
  files: 'download',
  'work-items': 'work',
  agreements: 'agreements',
  connections: 'connections',
}

export function FoundGroups({ groups }: { groups: Found[] }) {
  const { finding } = useWords()
  return groups.map(({ kind, hits }) => (
    <Combobox.Group key={kind} label={finding.groups[kind]}>
      {hits.map((hit) => (
        <Combobox.Option key={hit.id} value={`${kind}:${hit.id}`}>
          <One kind={kind} hit={hit} />
        </Combobox.Option>
      ))}
    </Combobox.Group>
  ))
}

function One({ kind, hit }: { kind: Found['kind']; hit: Hit }) {
  const { kinds, modes } = useWords()
  const detail = { ...kinds, ...modes }[hit.detail as never] ?? hit.detail
  return (
    <Group wrap="nowrap" gap="sm">
      <Icon name={ICONS[kind]} size={18} />
      <div className="finding-hit">
        <Text fw={600} className="foreign" lineClamp={2}>
          {hit.title}
        </Text>
        <Text size="sm" className="foreign finding-detail" component="div">
          {detail}
          {hit.at !== undefined && (
            <>
              {' · '}
              <Time at={hit.at} short />
            </>
          )}
        </Text>
      </div>
      {kind === 'documents' && hit.status !== undefined && <StatusBadge status={hit.status} />}
    </Group>
  )
}

export function Listed({ commands }: { commands: Command[] }) {
  const { finding } = useWords()
  if (commands.length === 0) return null
  return (
    <Combobox.Group label={finding.groups.commands}>
      {commands.map(({ id, label, icon }) => (
        <Combobox.Option key={id} value={`commands:${id}`}>
          <Group wrap="nowrap" gap="sm">
            <Icon name={icon} size={18} />
            <Text>{label}</Text>
          </Group>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  )
}

export function RecentGroup({ recent }: { recent: string[] }) {
  const { finding } = useWords()
  if (recent.length === 0) return null
  return (
    <Combobox.Group label={finding.recent}>
      {recent.map((text) => (
        <Combobox.Option key={text} value={`recent:${text}`}>
          <Group wrap="nowrap" gap="sm">
            <Icon name="search" size={18} />
            <Text className="foreign">{text}</Text>
          </Group>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  )
}
