import { detect } from '../../edi/detect.ts'
import type { Change } from '../../platform/change.ts'
import type { Channel } from '../agreements/lookup.ts'
import type { RuleTrace } from '../agreements/routing-policy.ts'
import type { Arrival } from './arrivals.ts'
import { foreseeBatches, type Waits } from './batching/foreseeing.ts'
import { conclude } from './concluding.ts'
import { weighArrival } from './deciding.ts'
import type { Exchange } from './exchange.ts'
import type { Draft, Intake } from './intake.ts'
import { concludeFile, weighFile } from './opaque/deciding.ts'
import { type OpaqueFile, opaqueFileOf } from './opaque/file.ts'
import { ownerAmong } from './recognising.ts'
import { callings } from './standards/parties.ts'
import { itemReader } from './standards/reading.ts'

/** What would become of one interchange of a file, and why. */
export interface Foreseen {
  intake: Intake
  /** Of the documents with the status that they would have. */
  documents: { draft: Draft; status: string; rules: RuleTrace[]; batch?: Waits | undefined }[]
  outcome: 'processed' | 'quarantined' | 'rejected' | 'duplicate'
  answers: string[]
  change: Omit<Change, 'done'>
}

const INTERCHANGES_MAX = 1_000

/**
 * Decides on a file as if it had come by this channel, by the very code that decides on what comes, and throws the result
 * away: what that code wants written is never handed to `commit`, and it gets numbers that count nowhere.
 */
export async function foresee(x: Exchange, of: { channel: Channel; name: string; bytes: Buffer }): Promise<Foreseen[]> {
  const dry: Exchange = { ...x, numbers: { take: () => 0 } }
  const file = opaqueFileOf(dry, arrivalOf(x, of, 0))
  if (file) return [await foreseeFile(dry, arrivalOf(x, of, 0), file)]
  const found: Foreseen[] = []
  let fromOffset = 0
  for (let more = true; more && found.length < INTERCHANGES_MAX; ) {
    const evidence = await weighArrival(dry, arrivalOf(x, of, fromOffset), of.bytes, { trace: true })
    const change = await conclude(dry, evidence)
    const { intake } = evidence
    const outcome = outcomeOf(change)
    const taken = outcome === 'processed' ? intake.drafts : []
    const batches = taken.length > 0 ? await foreseeBatches(dry, evidence) : new Map<string, Waits>()
    const documents = taken.map((draft) => {
      const status = statusOf(draft, intake)
      return { draft, status, rules: draft.trace ?? [], batch: batches.get(draft.outgoing ?? '') }
    })
    const answers = (change.events ?? []).flatMap(({ type, data }) =>
      type === 'interchange.acknowledged' ? [String(data?.['type'])] : [],
    )
    found.push({ intake, documents, outcome, answers, change })
    more = (change.jobs ?? []).some(({ kind }) => kind === 'decide' || kind === 'decide-large')
    fromOffset += intake.endOffset ?? 0
  }
  return found
}

async function foreseeFile(dry: Exchange, arrival: Arrival, file: OpaqueFile): Promise<Foreseen> {
  const weighed = await weighFile(dry, arrival, file, { trace: true })
  const { intake, draft } = weighed
  // Its side file may say what is missing, but is not here.
  if (!draft) intake.refused = file.rule.sideFile ? { code: 'side-file-missing', name: file.base } : weighed.problem
  const change = concludeFile(dry, arrival, weighed)
  const documents = draft
    ? [{ draft, status: draft.status === 'recognised' ? goingOn(draft) : draft.status, rules: draft.trace ?? [] }]
    : []
  return { intake, documents, outcome: outcomeOf(change), answers: [], change }
}

const HEAD_BYTES = 4_096

/** Whose identifier the envelope names as its sender: who would send a file that nobody is named for. */
export function senderOf(x: Exchange, bytes: Buffer): string | undefined {
  const reader = itemReader()
  const isXml = detect(bytes) === 'xml'
  const items = isXml ? [...reader.push(bytes), ...reader.end()] : reader.push(bytes.subarray(0, HEAD_BYTES))
  const first = items.find((item) => item.kind === 'interchange-start')
  if (!first) return undefined
  const { usage } = first.envelope
  const mode = usage === 'P' || usage === '' ? 'production' : 'test'
  return ownerAmong(callings(first.envelope, 'sender'), { directory: x.directory, mode, at: new Date(x.now()) })
}

function arrivalOf(x: Exchange, of: { channel: Channel; name: string; bytes: Buffer }, fromOffset: number): Arrival {
  const { channel, name, bytes } = of
  return {
    id: x.newId(),
    organization: channel.organization,
    channel: channel.id,
    name,
    payload: x.payloads.small(bytes).hash,
    from_offset: fromOffset,
    size_bytes: bytes.length,
    status: 'received',
    progress: 0,
    cause: null,
  }
}

function outcomeOf({ events }: Omit<Change, 'done'>): Foreseen['outcome'] {
  const types = new Set(events?.map(({ type }) => type))
  if (types.has('interchange.quarantined')) return 'quarantined'
  if (types.has('interchange.rejected')) return 'rejected'
  return types.has('interchange.repeated') ? 'duplicate' : 'processed'
}

function statusOf(draft: Draft, { groups }: Intake): string {
  if (draft.status !== 'recognised') return draft.status
  return groups[draft.group]!.rejected ? 'invalid' : goingOn(draft)
}

const goingOn = ({ approval }: Draft) => (approval ? 'unapproved' : 'released')
