import type { Problem } from '../../edi/problems.ts'
import type { Change, Job } from '../../platform/change.ts'
import type { Finish } from '../../platform/work.ts'
import type { Arrival } from './arrivals.ts'
import { weighChains } from './comparing/weighing.ts'
import { conclude, type Evidence, isBlank } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import { askExpressions } from './expressions.ts'
import { type KnownIdentity, numberScope } from './identities.ts'
import { Intake } from './intake.ts'
import { decideFile } from './opaque/deciding.ts'
import { opaqueFileOf } from './opaque/file.ts'
import { weighOriginals } from './originals.ts'
import { spokenOf } from './receipting.ts'
import { weighAdvices } from './refusing/advices.ts'
import { numberKindOf } from './standards/envelope.ts'
import { itemReader } from './standards/reading.ts'
import { weighForms } from './translating/weighing.ts'

const CHUNK_BYTES = 65_536

/**
 * Decides on a small interchange: reads it whole, then, in the order of its lane, numbers and writes what follows from it.
 * Nothing is written before that, so a killed process decides again from the start.
 */
export async function decide(x: Exchange, job: Job): Promise<Finish | Omit<Change, 'done'>> {
  const arrival = await x.arrivals.of(job.subject)
  if (arrival?.status !== 'received') return { rows: [] }
  const file = opaqueFileOf(x, arrival)
  if (file) return decideFile(x, arrival, file)
  const bytes = await x.payloads.bytes(arrival.payload, Number.MAX_SAFE_INTEGER)
  const evidence = await weighArrival(x, arrival, bytes)
  return () => conclude(x, evidence)
}

/** Reads an interchange that is in memory, and asks what the database knows of it. Writes nothing: the dry run asks this too. */
export async function weighArrival(
  x: Exchange,
  arrival: Arrival,
  bytes: Uint8Array,
  options: { trace?: boolean } = {},
): Promise<Evidence> {
  const intake = await readInterchange(x, arrival, bytes, options)
  const [known, spoken] = await Promise.all([
    knownBefore(x, intake, arrival.corrects),
    spokenOf(x, intake),
    weighOriginals(x, { arrival, intake }, intake.drafts),
  ])
  await weighChains(x, { arrival, intake, bytes }, intake.drafts)
  const within = (from: number, to: number) => bytes.subarray(arrival.from_offset + from, arrival.from_offset + to)
  await weighForms(x, { intake, read: within, small: true }, intake.drafts)
  intake.accept(intake.drafts)
  const advices = await weighAdvices(x, { arrival, intake, bytes })
  const base = arrival.from_offset
  const body = (from: number, to: number) => [bytes.subarray(base + from, base + to)]
  const last = isBlank(bytes.subarray(base + (intake.endOffset ?? 0)))
  return { arrival, intake, known, spoken, advices, body, bytes, last }
}

/** Reads one interchange of a payload as far as it can be judged without the database. */
export async function readInterchange(
  x: Exchange,
  arrival: Arrival,
  bytes: Uint8Array,
  options: { trace?: boolean } = {},
): Promise<Intake> {
  const at = new Date(x.now())
  const own = arrival.from_offset === 0 ? bytes : bytes.subarray(arrival.from_offset)
  const read = (expressions?: ReadonlyMap<number, Problem[]>) => {
    const parts = { directory: x.directory, at, outgoingId: () => x.newId(), ...options }
    const intake = new Intake(arrival, { ...parts, ...(expressions ? { expressions } : {}) })
    readWhole(x, intake, own)
    return intake
  }
  const intake = read()
  // Which guide a document comes under is known once it is read; what its expressions say may refuse it: then all is read again.
  const expressions = await askExpressions(x, intake, intake.drafts, (from, to) => own.subarray(from, to))
  return expressions ? read(expressions) : intake
}

/** Feeds pieces until the interchange ends, so that a file of many interchanges is not read whole for each of them. */
function readWhole(x: Exchange, intake: Intake, bytes: Uint8Array): void {
  const reader = itemReader({ watch: x.directory.watch(), guidesOf: intake.guidesOf })
  for (let at = 0; at < bytes.length && !intake.closed; at += CHUNK_BYTES) {
    intake.take(reader.push(bytes.subarray(at, at + CHUNK_BYTES)))
  }
  if (!intake.closed) intake.take(reader.end())
}

/** What came under this number before; a correction may find its own original there, or a correction of that. */
export async function knownBefore(
  x: Exchange,
  intake: Intake,
  corrects?: string | null,
): Promise<(KnownIdentity & { own?: boolean }) | undefined> {
  if (!intake.parties || !intake.isa) return undefined
  const known = await x.identities.known({
    kind: numberKindOf(intake.isa),
    scope: numberScope(intake.parties),
    value: intake.number,
  })
  if (!known || !corrects) return known
  const { rows } = await x.database.pool.query('select from interchanges where id = $1 and $2 in (id, corrects)', [
    known.subject,
    corrects,
  ])
  return { ...known, own: rows.length > 0 }
}
