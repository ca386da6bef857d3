import { detect } from '../../../edi/detect.ts'
import type { Evidence } from '../concluding.ts'
import type { KeptDraft } from '../documents.ts'
import type { Exchange } from '../exchange.ts'
import type { Written } from '../outgoing.ts'
import { addressed, type Envelope } from '../standards/envelope.ts'
import { itemReader, wholeOf } from '../standards/reading.ts'
import { reasonsFor, refuseDocument } from './sending.ts'

/** Those of an interchange that are declined as it is decided, where their agreements want their sender told. */
export async function refuseDeclined(
  x: Exchange,
  { arrival, intake }: Evidence,
  kept: readonly KeptDraft[],
  written: Written,
): Promise<void> {
  for (const { draft, id } of kept) {
    if (draft.status !== 'declined' || draft.agreement?.settings.acknowledge.business !== 'refusals') continue
    const { sender, receiver } = intake.groups[draft.group]!.gs
    const { type, version, standard = 'x12', businessKey } = draft
    const of = {
      arrival,
      isa: addressed(intake.isa!),
      parties: intake.parties!,
      gs: { sender, receiver },
      document: { id, standard, type, version, key: businessKey?.value ?? null },
      reasons: reasonsFor(draft),
    }
    await refuseDocument(x, of, written)
  }
}

/** Enough for an envelope and the head of its first group. */
const HEAD_BYTES = 4_096

// biome-ignore lint/suspicious/noExplicitAny: a row of `findDocument`
type Row = any

/** The same for one that waited until a person declined it, who says why. */
export async function refuseWaiting(x: Exchange, found: Row, reason: string, written: Written): Promise<void> {
  const agreement = x.directory.agreement(found.agreement ?? '')
  if (agreement?.settings.acknowledge.business !== 'refusals' || found.standard === 'opaque') return
  const arrival = await x.arrivals.of(found.interchange)
  const head = arrival && (await headOf(x, found.payload, Number(arrival.from_offset)))
  if (!head) return
  const { type, version, standard, business_key: key, mode } = found
  const differing = reasonsFor(found)
  const of = {
    arrival,
    isa: addressed(head.envelope),
    parties: { sender: agreement.sender, receiver: agreement.receiver, mode },
    gs: head.gs,
    document: { id: found.id, standard, type, version, key },
    reasons: [reason, ...(found.problems?.some(isComparison) ? differing : [])],
  }
  await refuseDocument(x, of, written)
}

const isComparison = ({ code }: { code: string }) => code === 'comparison'

async function headOf(
  x: Exchange,
  payload: Buffer,
  from: number,
): Promise<{ envelope: Envelope; gs: { sender: string; receiver: string } | null } | null> {
  const reader = await x.payloads.open(payload)
  try {
    const head = await reader.read(from, Math.min(HEAD_BYTES, reader.sizeBytes - from))
    const items = detect(head) === 'xml' ? await wholeOf(reader) : itemReader().push(head)
    const start = items.find((item) => item.kind === 'interchange-start')
    const group = items.find((item) => item.kind === 'group-start')
    return start ? { envelope: start.envelope, gs: group?.group ?? null } : null
  } finally {
    await reader.close()
  }
}
