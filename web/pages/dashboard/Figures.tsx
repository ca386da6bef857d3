import { Group, Text } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { Shown } from '../../ui/states.tsx'
import { zoneOf } from '../../ui/Time.tsx'
import { wordOf } from '../work-items/words.ts'
import { Figure } from './Figure.tsx'
import type { DashboardFilter } from './filter.ts'
import { backlogQuery, failuresQuery, type Volume } from './queries.ts'
import { daysOf, durationIn, nameOf } from './spans.ts'

interface VolumeProps {
  volume: UseQueryResult<Volume>
  filter: DashboardFilter
}

interface AskedProps {
  asked: Parameters<typeof failuresQuery>[0]
  filter: DashboardFilter
}

/** Names and counts as one says them here, and the documents of a part of the time. */
function useParts(filter: DashboardFilter) {
  const { locale, words } = useLanguage()
  const { timeZone } = zoneOf()
  const { partner, type, unit, mode } = filter
  const narrowed = {
    ...(partner === undefined ? {} : { partner }),
    ...(type === undefined ? {} : { type }),
    ...(unit === undefined ? {} : { unit }),
    ...(mode === undefined ? {} : { mode }),
  }
  return {
    locale,
    words,
    count: (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 0 }),
    name: (span: { from: string; until: string }) => nameOf(span, { locale, timeZone }),
    days: (span: { from: string; until: string }) => daysOf(span, timeZone),
    documents: (span: { from: string; until: string }) => paths.documents({ ...narrowed, ...daysOf(span, timeZone) }),
  }
}

export function VolumeFigure({ volume, filter }: VolumeProps) {
  const { words, count, name, documents } = useParts(filter)
  const { dashboard } = words
  return (
    <Shown of={volume}>
      {({ slots, documents: all }) => (
        <Figure
          title={dashboard.volume}
          about={dashboard.volumeAbout}
          kind="columns"
          points={slots.map((slot) => ({
            label: name(slot),
            values: { documents: slot.documents },
            to: documents(slot),
          }))}
          series={[{ name: 'documents', label: dashboard.volume, color: 'harbour.6' }]}
          format={count}
        >
          <Big>{count(all)}</Big>
        </Figure>
      )}
    </Shown>
  )
}

const COLORS = ['orange.6', 'red.7', 'grape.6', 'indigo.6', 'yellow.6', 'pink.6', 'gray.6', 'teal.6']
const SHOWN_MAX = 8

export function FailuresFigure({ asked, filter }: AskedProps) {
  const failures = useQuery(failuresQuery(asked))
  const { words, count, name, days } = useParts(filter)
  const { dashboard, classes } = words
  const { partner: organization } = filter
  const items = (span: { from: string; until: string }, of?: string) =>
    paths.workItems({
      state: 'all',
      ...days(span),
      ...(of === undefined ? {} : { class: of }),
      ...(organization === undefined ? {} : { organization }),
    })
  return (
    <Shown of={failures}>
      {({ slots, classes: found }) => (
        <Figure
          title={dashboard.failures}
          about={dashboard.failuresAbout}
          kind="columns"
          points={slots.map((slot) => ({ label: name(slot), values: slot.classes, to: items(slot) }))}
          series={found.slice(0, SHOWN_MAX).map((one, at) => ({
            name: one.class,
            label: wordOf(classes, one.class),
            color: COLORS[at % COLORS.length]!,
          }))}
          format={count}
        >
          <Group gap="lg" mb="sm" mih={44}>
            {found.map((one) => (
              <TextLink
                key={one.class}
                {...items({ from: slots[0]!.from, until: slots.at(-1)!.until }, one.class)}
                size="sm"
              >
                {count(one.count)} {wordOf(classes, one.class)}
              </TextLink>
            ))}
            {found.length === 0 && <Text c="dimmed">{dashboard.nothing}</Text>}
          </Group>
        </Figure>
      )}
    </Shown>
  )
}

export function ReceiptsFigure({ volume, filter }: VolumeProps) {
  const { words, locale, count, name, documents } = useParts(filter)
  const { dashboard } = words
  const duration = (seconds: number) => durationIn(seconds, locale)
  return (
    <Shown of={volume}>
      {({ slots, receipts }) => (
        <Figure
          title={dashboard.receipts}
          about={dashboard.receiptsAbout}
          kind="lines"
          points={slots.map((slot) => ({
            label: name(slot),
            values: {
              median: slot.receipts?.medianSeconds ?? null,
              p95: slot.receipts?.p95Seconds ?? null,
            },
            to: documents(slot),
          }))}
          series={[
            { name: 'median', label: dashboard.median, color: 'harbour.6' },
            { name: 'p95', label: dashboard.p95, color: 'orange.6' },
          ]}
          format={duration}
        >
          <Group gap="lg" align="baseline" mb="sm" mih={44}>
            {receipts === null && <Text c="dimmed">{dashboard.noReceipts}</Text>}
            {receipts !== null && (
              <>
                <Fact name={dashboard.median} value={duration(receipts.medianSeconds)} />
                <Fact name={dashboard.p95} value={duration(receipts.p95Seconds)} />
                <Text size="sm" c="dimmed">
                  {dashboard.acknowledged(count(receipts.count))}
                </Text>
              </>
            )}
          </Group>
        </Figure>
      )}
    </Shown>
  )
}

export function BacklogFigure({ asked, filter }: AskedProps) {
  const backlog = useQuery(backlogQuery(asked))
  const { words, count, name, documents } = useParts(filter)
  const { dashboard } = words
  const { partner } = filter
  return (
    <Shown of={backlog}>
      {({ now, slots }) => (
        <Figure
          title={dashboard.backlog}
          about={dashboard.backlogAbout}
          kind="lines"
          points={slots.map(({ processing, delivery, work, ...slot }) => ({
            label: name(slot),
            values: { processing, delivery, work },
            to: documents(slot),
          }))}
          series={[
            { name: 'processing', label: dashboard.processing, color: 'harbour.6' },
            { name: 'delivery', label: dashboard.delivery, color: 'indigo.6' },
            { name: 'work', label: dashboard.work, color: 'orange.6' },
          ]}
          format={count}
        >
          <Group gap="lg" mb="sm">
            <Fact name={dashboard.processing} value={count(now.processing)} />
            <Fact
              name={dashboard.delivery}
              value={
                <TextLink
                  {...paths.documents({ status: 'released', ...(partner === undefined ? {} : { partner }) })}
                  inherit
                  aria-label={`${dashboard.delivery}: ${count(now.delivery)}`}
                >
                  {count(now.delivery)}
                </TextLink>
              }
            />
            <Fact
              name={dashboard.work}
              value={
                <TextLink
                  {...paths.workItems(partner === undefined ? {} : { organization: partner })}
                  inherit
                  aria-label={`${dashboard.work}: ${count(now.work)}`}
                >
                  {count(now.work)}
                </TextLink>
              }
            />
          </Group>
        </Figure>
      )}
    </Shown>
  )
}

function Big({ children }: { children: string }) {
  return (
    <Text fz={28} fw={700} lh={1.1} mb="sm" mih={44}>
      {children}
    </Text>
  )
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div>
      <Text fz={22} fw={700} lh={1.1} component="div">
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
    </div>
  )
}
