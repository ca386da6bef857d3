import { isOvertaken } from '../../../platform/commit.ts'
import type { Exchange } from '../exchange.ts'
import { sendAnew } from './anew.ts'
import { type Basis, type Difference, differences, termsOf } from './basis.ts'
import { resendError } from './errors.ts'
import {
  findOriginal,
  findResend,
  findSent,
  type Original,
  type ResendRow,
  type SentDocument,
  type Target,
} from './originals.ts'
import { type Asked, expectSettled, type NewChange, sameAgain } from './same.ts'

export interface Wanted {
  as: 'same' | 'new'
  on: Basis
}

/** Sends something again. A repeat with the same id is answered with what the first did. */
export async function resend(
  x: Exchange,
  target: { kind: Target; id: string },
  wanted: Wanted,
  asked: Asked,
): Promise<ResendRow> {
  const done = await findResend(x.database.pool, asked.id)
  if (done) return done
  const found = await findTarget(x, target)
  try {
    await x.commit(await changeFor(x, found, wanted, asked))
  } catch (error) {
    if (!isOvertaken(error)) throw error
    const first = await findResend(x.database.pool, asked.id)
    if (!first) throw resendError('resend-overtaken')
    return first
  }
  return (await findResend(x.database.pool, asked.id))!
}

export interface Preview {
  as: 'same' | 'new'
  on: Basis
  interchange: string
  name: string
  status: string
  differences: Difference[]
}

/** What sending it again would change, and nothing done. Refuses what sending would refuse. */
export async function previewResend(
  x: Exchange,
  target: { kind: Target; id: string },
  wanted: Wanted,
): Promise<Preview> {
  return previewOf(x, await findTarget(x, target), wanted)
}

export async function previewOf(x: Exchange, { original, document }: Found, wanted: Wanted): Promise<Preview> {
  const { interchange, name, status } = original
  const shown = { ...wanted, interchange, name, status }
  if (wanted.as === 'same') {
    sameAgain(x, original, { id: x.newId(), reason: '', actor: '' })
    return { ...shown, differences: [] }
  }
  expectSettled(original)
  if (original.purpose !== 'documents') throw resendError('resend-not-documents', { name })
  const before = await termsOf(x, original, document?.type ?? null, 'original')
  const after = await termsOf(x, original, document?.type ?? null, wanted.on)
  return { ...shown, differences: differences(x, original, before, after) }
}

export interface Found {
  original: Original
  document: SentDocument | null
}

export async function changeFor(
  x: Exchange,
  { original, document }: Found,
  wanted: Wanted,
  asked: Asked,
): Promise<NewChange> {
  if (wanted.as === 'same') return sameAgain(x, original, { ...asked, document: document?.id ?? null })
  expectSettled(original)
  const terms = await termsOf(x, original, document?.type ?? null, wanted.on)
  return sendAnew(x, { original, document, terms, basis: wanted.on }, asked)
}

async function findTarget(x: Exchange, { kind, id }: { kind: Target; id: string }): Promise<Found> {
  const { pool } = x.database
  if (kind !== 'document') {
    const original = await findOriginal(pool, kind, id)
    if (!original) throw resendError('resend-nothing', { kind, id })
    return { original, document: null }
  }
  const [document] = await findSent(pool, [id])
  if (!document) throw resendError('resend-nothing', { kind, id })
  return { original: await originalOf(x, document), document }
}

/** Declined after it left: by its receiver. */
const SENT = new Set(['released', 'completed', 'declined'])

/** What a document left in. */
export async function originalOf(x: Exchange, { id, status, outgoing }: SentDocument): Promise<Original> {
  const original =
    outgoing !== null && SENT.has(status) ? await findOriginal(x.database.pool, 'interchange', outgoing) : undefined
  if (!original) throw resendError('resend-not-released', { id, status })
  return original
}
