import type { Problem } from '../../../platform/change.ts'
import { knownBefore, readInterchange } from '../deciding.ts'
import type { Exchange } from '../exchange.ts'
import { inStandard } from '../standards/envelope.ts'
import type { Correctable } from './correctable.ts'

/** What would become of a corrected interchange. */
export interface Verdict {
  valid: boolean
  problems: Problem[]
  documents: { type: string; key: string | null; status: string; agreement: string | null; problems: Problem[] }[]
}

const DOCUMENTS_MAX = 500

/** Reads and judges it as the real path does, and writes nothing. */
export async function examine(x: Exchange, found: Correctable, bytes: Uint8Array): Promise<Verdict> {
  const intake = await readInterchange(x, arrivalOf(x, found, bytes.length), bytes)
  const problems: Problem[] = [...intake.rubbish, ...intake.envelopeProblems]
  if (intake.refused) problems.push(intake.refused)
  if (intake.isa && !intake.closed)
    problems.push({ code: 'interchange-unfinished', expected: intake.isa.edifact ? 'UNZ' : 'IEA' })
  const known = await knownBefore(x, intake, found.root)
  if (known && !known.own && !intake.refused) {
    problems.push({
      code: 'control-number-reused',
      value: intake.number,
      first: known.subject,
      ...inStandard(intake.isa!),
    })
  }
  if (hasMore(bytes, intake.endOffset)) problems.push({ code: 'correction-surplus', offset: intake.endOffset })
  if (found.document !== null && intake.documentCount !== 1) {
    problems.push({ code: 'correction-not-one', count: intake.documentCount })
  }
  const documents = intake.drafts.map((draft) => ({
    type: draft.type,
    key: draft.businessKey?.value ?? null,
    status: intake.groups[draft.group]!.rejected ? 'invalid' : draft.status,
    agreement: draft.agreement?.id ?? null,
    problems: draft.problems ?? intake.groups[draft.group]!.problems,
  }))
  const stopped = documents.some(({ status }) => status !== 'recognised')
  const valid = intake.isa !== null && intake.closed && problems.length === 0 && documents.length > 0 && !stopped
  return { valid, problems, documents: documents.slice(0, DOCUMENTS_MAX) }
}

function arrivalOf(x: Exchange, found: Correctable, sizeBytes: number) {
  const { organization, channel, name, payload } = found
  return {
    id: x.newId(),
    organization,
    channel,
    name,
    payload,
    from_offset: 0,
    size_bytes: sizeBytes,
    status: 'received',
    progress: 0,
    cause: null,
    corrects: found.root,
  }
}

/** Behind the interchange only blanks are left. */
function hasMore(bytes: Uint8Array, endOffset: number | null): boolean {
  if (endOffset === null) return false
  return bytes.subarray(endOffset).some((byte) => byte !== 0x20 && byte !== 0x0d && byte !== 0x0a && byte !== 0x1a)
}
