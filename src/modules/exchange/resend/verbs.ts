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
  await expectLatest(x, original, document)
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
  await expectLatest(x, original, document)
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

/** The receiver refused it, and a corrected original of the same key has gone on since. */
async function expectLatest(x: Exchange, { interchange }: Original, document: SentDocument | null): Promise<void> {
  const { rows } = await x.database.pool.query({
    name: 'superseded',
    text: `select d.id, n.id as by from documents d join document_keys k on k.document = d.id
        join source_identities s on s.kind = 'original' and s.scope = concat_ws(':', d.sender, d.receiver, d.mode, d.type, k.kind) and s.value = k.value
        join documents n on n.id = s.subject
      where d.outgoing = $1 and ($2::uuid is null or d.id = $2) and d.status = 'declined' and n.id <> d.id and n.status not in ('declined', 'invalid')
      limit 1`,
    values: [interchange, document?.id ?? null],
  })
  if (rows[0]) throw resendError('resend-superseded', rows[0])
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
