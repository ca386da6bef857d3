import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { may, useMe } from '../../api/me.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { counted } from '../../ui/formats.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty, Failed, Shown, Waiting } from '../../ui/states.tsx'
import { ago, zoneOf } from '../../ui/Time.tsx'
import { DocumentRows } from '../documents/DocumentRows.tsx'
import { countsQuery, recentQuery, volumeQuery, waitingQuery } from './queries.ts'
import { VolumeChart } from './VolumeChart.tsx'

/** What needs me, and what is going on. */
export function HomePage() {
  const { home } = useWords()
  const me = useMe()
  return (
    <div className="home">
      <PageHead title={home.title} />
      {may(me, 'work:read') && <OpenWork />}
      {may(me, 'exchange:read') && (
        <>
          <Approvals />
          <Volume />
          <Recent />
        </>
      )}
    </div>
  )
}

function OpenWork() {
  const { locale, words } = useLanguage()
  const counts = useQuery(countsQuery)
  return (
    <Shown of={counts} lines={2}>
      {({ open, kinds }) =>
        open === 0 ? (
          <div className="panel">
            <Empty icon="check" title={words.home.nothing} about={words.home.nothingAbout} />
          </div>
        ) : (
          <ul className="needs">
            {kinds
              .filter((one) => one.open > 0)
              .map((one) => (
                <li key={`${one.kind} ${one.class}`} className="panel part">
                  <div className="count">{counted(one.open, locale)}</div>
                  <Link {...paths.workItems({ kind: one.kind, class: one.class })} className="link">
                    {(words.kinds as Record<string, string>)[one.kind] ?? one.kind}
                  </Link>
                  <div className="small dimmed">
                    {(words.classes as Record<string, string>)[one.class] ?? one.class}
                    {one.oldest !== null && ` · ${words.home.oldest(ago(one.oldest, words))}`}
                  </div>
                </li>
              ))}
          </ul>
        )
      }
    </Shown>
  )
}

const WAITING = ['unapproved', 'held', 'suspended'] as const

/** Documents that a person lets go on or not. */
function Approvals() {
  const { home, statuses } = useWords()
  const { locale } = useLanguage()
  const { data } = useQuery(waitingQuery)
  const found = WAITING.filter((status) => data !== undefined && data[status] > 0)
  if (data === undefined || found.length === 0) return null
  return (
    <div className="panel part waits">
      <h2 className="subtitle">{home.waiting}</h2>
      {found.map((status) => (
        <Link key={status} {...paths.documents({ status })} className="link">
          {counted(data[status], locale)}
          {data[status] === data.most && '+'} {statuses[status]}
        </Link>
      ))}
    </div>
  )
}

function Volume() {
  const { home } = useWords()
  const volume = useQuery(volumeQuery(zoneOf().timeZone))
  return (
    <section className="panel part">
      <div className="part-head">
        <h2 className="subtitle">{home.volume}</h2>
      </div>
      <Shown of={volume}>{({ days }) => <VolumeChart days={days} />}</Shown>
    </section>
  )
}

function Recent() {
  const { home, documents } = useWords()
  const { data, error } = useQuery(recentQuery)
  const shown = data !== undefined
  // What one opens next comes while one reads.
  useEffect(() => {
    if (shown) window.requestIdleCallback?.(() => void import('../documents/DocumentPage.tsx'))
  }, [shown])
  return (
    <section className="panel">
      <div className="part-head recent">
        <h2 className="subtitle">{home.recent}</h2>
        <Link {...paths.documents()} className="link small">
          {home.allDocuments}
        </Link>
      </div>
      {error !== null && data === undefined && <Failed error={error} />}
      {data === undefined && error === null && <Waiting />}
      {data?.items.length === 0 && <Empty title={documents.empty} about={documents.emptyAbout} />}
      {data !== undefined && data.items.length > 0 && <DocumentRows label={home.recent} documents={data.items} />}
    </section>
  )
}
