import { createHash } from 'node:crypto'
import type { Exchange } from '../exchange.ts'
import type { Draft, Intake } from '../intake.ts'
import { envelopeFor } from '../releasing.ts'

/**
 * What would leave, as text: the bytes by their hash, to whom, by which way, what the agreement says of approvals, and what the
 * envelope says besides its numbers and its time, which are given when it leaves. An approval is bound to the hash of this text. The
 * version of the agreement is not in it: one that says the same of all this is no reason to ask again.
 */
export function formOf(x: Exchange, intake: Intake, draft: Draft, body: Buffer): string {
  const { type, version, channel, standard = 'x12' } = draft
  const { id, sender, receiver, mode, settings } = draft.agreement!
  const gs = intake.groups[draft.group]?.gs
  const { isa, parties } = intake
  const { translated } = draft
  const came = isa && gs ? { isa, gs, parties: parties! } : null
  const around = translated ? translated.envelope : came
  const envelope = around ? envelopeFor(x, { ...around, agreement: draft.agreement! }) : null
  const left = translated?.content.hash ?? body
  return JSON.stringify({
    ...{ body: left.toString('hex'), standard, type, version, mode, sender, receiver, channel },
    ...{ agreement: { id, approval: settings.approval }, envelope },
    ...(translated ? { deliverAs: translated.target } : {}),
  })
}

export function sha256(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** The hashes of ranges that follow each other, read once. */
export async function hashRanges(
  pieces: AsyncIterable<Uint8Array>,
  from: number,
  ranges: readonly { from: number; to: number }[],
): Promise<Buffer[]> {
  const found: Buffer[] = []
  let hash = createHash('sha256')
  let at = from
  for await (const piece of pieces) {
    const end = at + piece.length
    for (let range = ranges[found.length]; range && range.from < end; range = ranges[found.length]) {
      hash.update(piece.subarray(Math.max(range.from - at, 0), range.to - at))
      if (range.to > end) break
      found.push(hash.digest())
      hash = createHash('sha256')
    }
    at = end
  }
  if (found.length !== ranges.length) throw new Error('documents are not where their rows say')
  return found
}
