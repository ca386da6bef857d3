import { InterchangeReader } from '../../edi/x12/interchange-reader.ts'
import type { Change, Job } from '../../platform/change.ts'
import type { Finish } from '../../platform/work.ts'
import { conclude, isBlank } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import { Intake } from './intake.ts'
import { spokenOf } from './receipting.ts'

const CHUNK_BYTES = 65_536

/**
 * Decides on a small interchange: reads it whole, then, in the order of its lane, numbers and writes what follows from it.
 * Nothing is written before that, so a killed process decides again from the start.
 */
export async function decide(x: Exchange, job: Job): Promise<Finish | Omit<Change, 'done'>> {
  const arrival = await x.arrivals.of(job.subject)
  if (arrival?.status !== 'received') return { rows: [] }
  const bytes = await x.payloads.bytes(arrival.payload, Number.MAX_SAFE_INTEGER)
  const intake = new Intake(arrival, { directory: x.directory, at: new Date(x.now()), outgoingId: () => x.newId() })
  readWhole(intake, arrival.from_offset === 0 ? bytes : bytes.subarray(arrival.from_offset))
  const [known, spoken] = await Promise.all([knownBefore(x, intake), spokenOf(x, intake)])
  const base = arrival.from_offset
  const body = (from: number, to: number) => [bytes.subarray(base + from, base + to)]
  const last = isBlank(bytes.subarray(base + (intake.endOffset ?? 0)))
  return () => conclude(x, { arrival, intake, known, spoken, body, bytes, last })
}

/** Feeds pieces until the interchange ends, so that a file of many interchanges is not read whole for each of them. */
function readWhole(intake: Intake, bytes: Uint8Array): void {
  const reader = new InterchangeReader()
  for (let at = 0; at < bytes.length && !intake.closed; at += CHUNK_BYTES) {
    intake.take(reader.push(bytes.subarray(at, at + CHUNK_BYTES)))
  }
  if (!intake.closed) intake.take(reader.end())
}

/** The scope in which an interchange control number names one interchange. */
export function numberScope(parties: { sender: string; receiver: string; mode: string }): string {
  return `${parties.sender}:${parties.receiver}:${parties.mode}`
}

export async function knownBefore(x: Exchange, intake: Intake) {
  if (!intake.parties || !intake.isa) return undefined
  return x.identities.known({
    kind: 'x12-interchange',
    scope: numberScope(intake.parties),
    value: intake.isa.controlNumber,
  })
}
