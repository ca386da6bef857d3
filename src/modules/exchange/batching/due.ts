import { momentOf } from '../../../platform/opening-hours.ts'
import type { AgreementSettings } from '../../agreements/settings.ts'

type Batch = NonNullable<AgreementSettings['batch']>

/** When what waits from now on must leave: after its time or at the next cut-off, whichever comes first. */
export function dueAt(from: Date, { afterMinutes, cutOffs, timeZone }: Omit<Batch, 'documentsMax' | 'bytesMax'>): Date {
  const after = afterMinutes === null ? Number.POSITIVE_INFINITY : from.getTime() + afterMinutes * 60_000
  return new Date(Math.min(after, nextCutOff(from, cutOffs, timeZone)))
}

/** A time that the clock is put forward over is when it is put forward; one that it shows twice is the first. */
function nextCutOff(from: Date, cutOffs: readonly string[], timeZone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const moments = [0, 1, 2].flatMap((days) => cutOffs.map((time) => momentOf(today.add({ days }), time, timeZone)))
  return Math.min(...moments.filter((moment) => moment > from.getTime()))
}
