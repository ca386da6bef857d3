import { Button, Group, NativeSelect, SegmentedControl, SimpleGrid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { may, useMe } from '../../api/me.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Failed } from '../../ui/states.tsx'
import { zoneOf } from '../../ui/Time.tsx'
import { BacklogFigure, FailuresFigure, ReceiptsFigure, VolumeFigure } from './Figures.tsx'
import { type DashboardFilter, PERIODS } from './filter.ts'
import { volumeQuery } from './queries.ts'
import { Shares } from './Shares.tsx'

/** What happened in a time, and what waits: narrowed by what stands in the address. */
export function DashboardPage() {
  const { dashboard } = useWords()
  const me = useMe()
  const filter = useSearch({ from: '/inside/dashboard' })
  const navigate = useNavigate()
  const narrow = (next: DashboardFilter) => void navigate({ ...paths.dashboard(next), replace: true })
  const asked = { period: 'week' as const, ...filter, timeZone: zoneOf().timeZone }
  const volume = useQuery(volumeQuery(asked))
  return (
    <>
      <PageHead title={dashboard.title} about={dashboard.about}>
        <Period filter={filter} narrow={narrow} />
      </PageHead>
      {volume.error !== null && volume.data === undefined ? (
        <Failed error={volume.error} retry={() => void volume.refetch()} />
      ) : (
        <Stack gap="lg">
          <Filters filter={filter} narrow={narrow} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <VolumeFigure volume={volume} filter={filter} />
            {may(me, 'work:read') && <FailuresFigure asked={asked} filter={filter} />}
            <ReceiptsFigure volume={volume} filter={filter} />
            <BacklogFigure asked={asked} filter={filter} />
          </SimpleGrid>
          <Shares volume={volume} filter={filter} />
        </Stack>
      )}
    </>
  )
}

interface NarrowProps {
  filter: DashboardFilter
  narrow(filter: DashboardFilter): void
}

function Period({ filter, narrow }: NarrowProps) {
  const { dashboard } = useWords()
  const choose = (value: string) => {
    const { period: _, ...rest } = filter
    const period = PERIODS.find((one) => one === value) ?? 'week'
    narrow(period === 'week' ? rest : { ...rest, period })
  }
  return (
    <SegmentedControl
      className="periods"
      maw="100%"
      aria-label={dashboard.period}
      value={filter.period ?? 'week'}
      onChange={choose}
      data={PERIODS.map((value) => ({ value, label: dashboard.periods[value] }))}
    />
  )
}

/** Choices are what there is in this time. */
function Filters({ filter, narrow }: NarrowProps) {
  const { dashboard, common, modes } = useWords()
  const { timeZone } = zoneOf()
  const all = useQuery(volumeQuery({ period: filter.period ?? 'week', timeZone })).data
  const set = (field: 'partner' | 'type' | 'unit' | 'mode', value: string) => {
    const { [field]: _, ...rest } = filter
    narrow((value === '' ? rest : { ...rest, [field]: value }) as DashboardFilter)
  }
  const choices = (field: 'partner' | 'type' | 'unit', found: string[] = []) => {
    const chosen = filter[field]
    return [...new Set([...(chosen === undefined ? [] : [chosen]), ...found])].sort()
  }
  const pick = (field: 'partner' | 'type' | 'unit', found: string[] | undefined) => (
    <NativeSelect
      label={dashboard[field]}
      value={filter[field] ?? ''}
      onChange={({ currentTarget }) => set(field, currentTarget.value)}
      data={[{ value: '', label: common.all }, ...choices(field, found).map((value) => ({ value, label: value }))]}
      w={{ base: '46%', xs: 160 }}
    />
  )
  const units = all?.units.map(({ unit }) => unit)
  const { period, ...narrowed } = filter
  return (
    <Group align="flex-end" gap="sm">
      {pick(
        'partner',
        all?.partners.map(({ slug }) => slug),
      )}
      {pick(
        'type',
        all?.types.map(({ type }) => type),
      )}
      {choices('unit', units).length > 0 && pick('unit', units)}
      <NativeSelect
        label={dashboard.mode}
        value={filter.mode ?? ''}
        onChange={({ currentTarget }) => set('mode', currentTarget.value)}
        data={[
          { value: '', label: common.all },
          { value: 'test', label: modes.test },
          { value: 'production', label: modes.production },
        ]}
        w={{ base: '46%', xs: 160 }}
      />
      <Clear show={Object.keys(narrowed).length > 0} clear={() => narrow(period === undefined ? {} : { period })} />
    </Group>
  )
}

function Clear({ show, clear }: { show: boolean; clear(): void }) {
  const { documents } = useWords()
  if (!show) return null
  return (
    <Button variant="subtle" onClick={clear}>
      {documents.clear}
    </Button>
  )
}
