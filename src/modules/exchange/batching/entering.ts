import type { NewJob } from '../../../platform/change.ts'
import type { Agreement } from '../../agreements/lookup.ts'
import type { Evidence } from '../concluding.ts'
import type { Exchange } from '../exchange.ts'
import type { Accepted, Group } from '../intake.ts'
import type { Written } from '../outgoing.ts'
import type { Leaving } from '../releasing.ts'
import { addressed } from '../standards/envelope.ts'
import { aroundTranslated } from '../translating/leaving.ts'
import { dueAt } from './due.ts'
import { insertEntry } from './rows.ts'

/** What the new envelope needs, and by what entries are told apart that cannot leave together. */
export type KeptEnvelope = Pick<Leaving, 'isa' | 'parties' | 'gs' | 'type' | 'channel' | 'key'>

/** Accepted sets, and the payload that they lie in. */
interface Entering {
  id: string
  agreement: Agreement
  interchange: string
  payload: Buffer
  envelope: KeptEnvelope
  count: number
  bytes: number
}

/** Lets what was accepted wait for others of its agreement; its documents are released by this very Change. */
export function enterAccepted(
  x: Exchange,
  evidence: Evidence,
  of: { group: Group; accepted: Accepted },
  written: Written,
): void {
  enterBatch(x, enteringOf(evidence, of), written)
}

export function enteringOf(
  { arrival, intake }: Evidence,
  { group, accepted }: { group: Group; accepted: Accepted },
): Entering {
  const { agreement, outgoing: id, channel, key, count, ranges, translated } = accepted
  const came = { isa: addressed(intake.isa!), parties: intake.parties!, gs: group.gs, type: group.type }
  const envelope: KeptEnvelope = { ...(aroundTranslated(translated ?? []) ?? came), channel, key }
  const bytes = translated
    ? translated.reduce((sum, { content }) => sum + content.sizeBytes, 0)
    : ranges.reduce((sum, [from, to]) => sum + to - from, 0)
  const of = { id, agreement, interchange: arrival.id, payload: arrival.payload }
  return { ...of, envelope, count, bytes }
}

export function enterBatch(x: Exchange, of: Entering, written: Written): void {
  const { id, agreement, interchange, payload, envelope, count, bytes } = of
  const due = dueAt(new Date(x.now()), agreement.settings.batch!)
  written.rows.push(
    insertEntry({
      id,
      agreement: agreement.id,
      interchange,
      payload,
      envelope: JSON.stringify(envelope),
      document_count: count,
      size_bytes: bytes,
      status: 'open',
      due_at: due,
    }),
  )
  written.jobs.push({ kind: 'batch-due', subject: id, dueAt: due, cause: interchange })
  const looks = written.jobs.some((job) => job.kind === 'batch' && job.subject === agreement.id)
  if (!looks) written.jobs.push(batchJob('batch', agreement.id, interchange))
}

/** Batches of one agreement are closed one after the other. `batch`: where it is time; `batch-now`: in any case. */
export function batchJob(kind: 'batch' | 'batch-now', agreement: string, cause: string): NewJob {
  return { kind, subject: agreement, lane: `batch:${agreement}`, cause }
}
