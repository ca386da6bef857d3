import '@mantine/charts/styles.css'
import { BarChart, LineChart } from '@mantine/charts'
import { Box } from '@mantine/core'

export interface Series {
  name: string
  label: string
  color: string
}

export interface Point {
  label: string
  values: Record<string, number | null>
}

interface ChartProps {
  kind: 'columns' | 'lines'
  points: Point[]
  series: Series[]
  format(value: number): string
  /** One pressed the column or point in this place. */
  open(place: number): void
}

/** For those who see it and point at it; the table beside it says the same, with links. */
export function Chart({ kind, points, series, format, open }: ChartProps) {
  const press = ({ currentTarget, clientX }: React.MouseEvent) => {
    const plot = currentTarget.querySelector('.recharts-cartesian-grid')?.getBoundingClientRect()
    if (plot === undefined || plot.width === 0) return
    const share = (clientX - plot.left) / plot.width
    // Columns fill their parts; points stand from edge to edge.
    const place = kind === 'columns' ? Math.floor(share * points.length) : Math.round(share * (points.length - 1))
    if (place >= 0 && place < points.length) open(place)
  }
  const shared = {
    h: 220,
    data: points.map(({ label, values }) => ({ label, ...values })),
    dataKey: 'label',
    series,
    withLegend: series.length > 1,
    tickLine: 'none' as const,
    gridAxis: 'x' as const,
    valueFormatter: format,
    yAxisProps: { allowDecimals: false, width: 52, tickFormatter: format },
    xAxisProps: { minTickGap: 16 },
  }
  const silent = { accessibilityLayer: false, style: { cursor: 'pointer' } }
  return (
    <Box aria-hidden="true" dir="ltr" onClick={press}>
      {kind === 'columns' ? (
        <BarChart
          {...shared}
          type="stacked"
          maxBarWidth={48}
          barProps={{ isAnimationActive: false }}
          barChartProps={silent}
        />
      ) : (
        <LineChart
          {...shared}
          curveType="linear"
          connectNulls={false}
          lineProps={{ isAnimationActive: false }}
          lineChartProps={silent}
        />
      )}
    </Box>
  )
}
