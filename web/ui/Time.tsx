import { meQuery } from '../api/me.ts'
import { queries } from '../api/queries.ts'
import type { Words } from '../i18n/english.ts'
import { useLanguage } from '../i18n/language.tsx'
import { dateFormat } from './formats.ts'

/** A moment in the zone of whoever looks; the whole of it, with its zone, where one points at it. */
export function Time({ at, short }: { at: string; short?: boolean }) {
  const { locale } = useLanguage()
  const { timeZone } = zoneOf()
  const moment = new Date(at)
  const style = short
    ? ({ dateStyle: 'short', timeStyle: 'short' } as const)
    : ({ dateStyle: 'medium', timeStyle: 'medium' } as const)
  const whole = () => dateFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone }).format(moment)
  return (
    <time
      dateTime={at}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = whole()
      }}
    >
      {dateFormat(locale, { ...style, timeZone }).format(moment)}
    </time>
  )
}

/** The person's own zone, else that of the browser. */
export function zoneOf(): { timeZone: string } {
  const own = queries.getQueryData(meQuery.queryKey)?.member?.timeZone
  return { timeZone: own ?? ownZone() }
}

/** Of the browser: it stays while a page is open. */
let zone: string | undefined
function ownZone(): string {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone
}

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `3 hours ago`, in words of ours: the browser takes longer to make its formatter of such than a page to be drawn. */
export function ago(at: string, { common }: Words, now = Date.now()): string {
  const past = now - new Date(at).getTime()
  const step = STEPS.find(([, step]) => past >= step)
  return step === undefined ? common.justNow : common.ago(Math.floor(past / step[1]), step[0])
}
