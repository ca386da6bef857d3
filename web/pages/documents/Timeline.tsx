import { Timeline as Line, Text } from '@mantine/core'
import { useWords } from '../../i18n/language.tsx'
import { Time } from '../../ui/Time.tsx'

interface TimelineProps {
  events: { seq: number; at: string; type: string; sentence: string; actor: string }[]
}

const TROUBLE = /invalid|rejected|failed|negative|overdue|quarantined|declined|unknown|refused/
const DONE = /completed|positive|collected/

/** What happened, in the order in which it became true. */
export function Timeline({ events }: TimelineProps) {
  const { actors } = useWords()
  return (
    <Line bulletSize={14} lineWidth={2} active={events.length}>
      {events.map(({ seq, at, type, sentence, actor }) => (
        <Line.Item key={seq} color={TROUBLE.test(type) ? 'red.8' : DONE.test(type) ? 'green.8' : 'harbour.6'}>
          <Text className="foreign">{sentence}</Text>
          <Text size="sm" c="dimmed" className="foreign">
            <Time at={at} />
            {actor !== 'system' && ` · ${actors[actor.split(':')[0] as keyof typeof actors] ?? actor}`}
          </Text>
        </Line.Item>
      ))}
    </Line>
  )
}
