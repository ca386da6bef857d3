import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { Box } from '@mantine/core'
import { useLanguage } from '../../i18n/language.tsx'

interface VolumeChartProps {
  days: { day: string; documents: number; troubled: number }[]
}

/** Columns by day. Its figures are also there as a table, for those who do not see columns. */
export function VolumeChart({ days }: VolumeChartProps) {
  const { locale, words } = useLanguage()
  const name = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const columns = days.map(({ day, documents, troubled }) => ({
    day: name.format(new Date(day)),
    well: documents - troubled,
    troubled,
  }))
  return (
    <>
      <Box aria-hidden="true" dir="ltr">
        <BarChart
          h={180}
          data={columns}
          dataKey="day"
          type="stacked"
          withLegend
          tickLine="none"
          gridAxis="y"
          barProps={{ isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false }}
          yAxisProps={{ allowDecimals: false, width: 36 }}
          series={[
            { name: 'well', label: words.home.well, color: 'harbour.6' },
            { name: 'troubled', label: words.home.troubled, color: 'orange.6' },
          ]}
        />
      </Box>
      <div className="heard">
        <table>
          <caption>{words.home.chart}</caption>
          <thead>
            <tr>
              <th scope="col">{words.home.day}</th>
              <th scope="col">{words.home.well}</th>
              <th scope="col">{words.home.troubled}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ day, well, troubled }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{well}</td>
                <td>{troubled}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
