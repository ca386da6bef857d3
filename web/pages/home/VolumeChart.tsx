import { Link } from '@tanstack/react-router'
import { useLanguage } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { counted, dateFormat } from '../../ui/formats.ts'

interface VolumeChartProps {
  days: { day: string; documents: number; troubled: number }[]
}

/** A column a day, each the way to its documents. Drawn by hand: it stands on the first page, which waits for no library of charts. */
export function VolumeChart({ days }: VolumeChartProps) {
  const { locale, words } = useLanguage()
  const name = dateFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const most = Math.max(1, ...days.map(({ documents }) => documents))
  const height = (count: number) => ({ height: `${(count / most) * 100}%` })
  return (
    <>
      <ol className="columns" aria-label={words.home.chart}>
        {days.map(({ day, documents, troubled }) => {
          const at = name.format(new Date(day))
          const well = documents - troubled
          const said = `${at}: ${words.home.well} ${well}, ${words.home.troubled} ${troubled}`
          return (
            <li key={day}>
              <Link {...paths.documents({ from: day, to: day })} title={said}>
                <span className="heard">{said}</span>
                <span className="column" aria-hidden="true">
                  {documents > 0 && <span className="count">{counted(documents, locale)}</span>}
                  <span className="troubled" style={height(troubled)} />
                  <span className="well" style={height(well)} />
                </span>
                <span className="day" aria-hidden="true">
                  {at}
                </span>
              </Link>
            </li>
          )
        })}
      </ol>
      <div className="legend small" aria-hidden="true">
        {(['well', 'troubled'] as const).map((kind) => (
          <span key={kind}>
            <span className={`swatch ${kind}`} />
            {words.home[kind]}
          </span>
        ))}
      </div>
    </>
  )
}
