import { hash } from 'node:crypto'
import { compare } from '../../../formats/chain/comparing.ts'
import { isChained, type Linked } from '../../../formats/chain/documents.ts'
import type { Finding } from '../../../formats/chain/findings.ts'
import type { Problem } from '../../../platform/change.ts'
import { GridError } from '../../../platform/errors.ts'
import type { Arrival } from '../arrivals.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft, Intake } from '../intake.ts'
import type { OriginalClaim } from '../originals.ts'
import { canonicalOf, formatOf, HEAD_BYTES } from './canonical.ts'
import { CHAIN_DOCUMENTS_MAX, type ChainKey, chainKeys, chainRows, DOCUMENT_BYTES_MAX, readChain } from './chain.ts'

/** An interchange that is in memory. */
interface Weighed {
  arrival: Arrival
  intake: Intake
  bytes: Uint8Array
}

/** An invoice for more orders than this is not compared. */
const ORDERS_MAX = 20

/** By agreement it is held against those of its chain. */
export function compares({ status, agreement }: Draft): boolean {
  return status === 'recognised' && agreement !== null && agreement.settings.compare.action !== 'none'
}

/**
 * Holds documents against those of their chains that have gone on, where their agreements say so. What differs is kept with the
 * document; by agreement it is held or declined for it. Others cost nothing.
 */
export async function weighChains(x: Exchange, of: Weighed, drafts: readonly Draft[]): Promise<void> {
  for (const draft of drafts) {
    const group = of.intake.groups[draft.group]
    if (!compares(draft) || group?.rejected || group?.held || !isOfChain(draft)) continue
    const weighed = await weigh(x, of, draft)
    if ('reason' in weighed) note(draft, [leftOut(draft, weighed.reason)])
    else conclude(draft, weighed.findings)
    if (draft.status !== 'recognised' || !('turns' in weighed)) continue
    const taken = turnsOf(of.intake)
    draft.turns = weighed.turns.filter(({ value }) => !taken.has(value))
    for (const { value } of draft.turns) taken.add(value)
  }
}

/** What a large interchange holds is not compared, and that is told. */
export function passOverChains(drafts: readonly Draft[]): void {
  for (const draft of drafts)
    if (compares(draft) && isOfChain(draft)) note(draft, [leftOut(draft, 'interchange-too-large')])
}

const CHAINED = new Set([
  '850',
  '855',
  '856',
  '860',
  '861',
  '810',
  'ORDERS',
  'ORDRSP',
  'ORDCHG',
  'DESADV',
  'RECADV',
  'INVOIC',
  'Order',
  'OrderResponse',
  'OrderChange',
  'DespatchAdvice',
  'ReceiptAdvice',
  'Invoice',
  'CreditNote',
  'OrderRequest',
  'ConfirmationRequest',
  'ShipNoticeRequest',
  'InvoiceDetailRequest',
])

const isOfChain = ({ type }: Draft) => CHAINED.has(type)

type LeftOut =
  | 'interchange-too-large'
  | 'document-too-large'
  | 'chain-too-large'
  | 'chain-unreadable'
  | 'unreadable'
  | 'version-unknown'

async function weigh(
  x: Exchange,
  of: Weighed,
  draft: Draft,
): Promise<{ findings: Finding[]; turns: OriginalClaim[] } | { reason: LeftOut }> {
  const named = { standard: draft.standard ?? 'x12', type: draft.type, version: draft.version }
  if (formatOf(named) === null) return { reason: 'version-unknown' }
  if (draft.to - draft.from > DOCUMENT_BYTES_MAX) return { reason: 'document-too-large' }
  const own = linkedOf(of, draft)
  if (!own) return { reason: 'unreadable' }
  const { sender, receiver, mode, settings } = draft.agreement!
  const keys = chainKeys(draft.keys, { sender, receiver })
  const orders = keys.filter(({ kind }) => kind === 'purchase-order')
  if (orders.length > ORDERS_MAX) return { reason: 'chain-too-large' }
  // Looked up before what they guard: who comes in between makes this one be decided again.
  const turns = await turnsFor(x, of.arrival, { draft, orders, mode })
  const beside = siblings(of, draft)
  const read = await readKept(x, keys, { mode, beside: beside.length })
  if ('reason' in read) return read
  const chain = [...read.chain, ...beside.flatMap((one) => linkedOf(of, one) ?? [])]
  return { findings: compare(own, chain, settings.compare.rules), turns }
}

/** What has rows. That the bytes of another document are gone is no fault of this one. */
async function readKept(
  x: Exchange,
  keys: readonly ChainKey[],
  { mode, beside }: { mode: string; beside: number },
): Promise<{ chain: Linked[] } | { reason: LeftOut }> {
  try {
    const rows = await chainRows(x.database.pool, keys, { mode })
    const chain = rows && rows.length + beside <= CHAIN_DOCUMENTS_MAX ? await readChain(x, rows) : null
    return chain ? { chain } : { reason: 'chain-too-large' }
  } catch (error) {
    const code = error instanceof GridError ? error.code : ''
    if (code !== 'payload-missing' && code !== 'payload-damaged') throw error
    return { reason: 'chain-unreadable' }
  }
}

/** Those before it in the same interchange, which have no rows yet. */
function siblings(of: Weighed, draft: Draft): Draft[] {
  const mine = new Set(draft.keys.map(nameOf))
  return of.intake.drafts.filter(
    ({ position, status, keys }) =>
      position < draft.position && status === 'recognised' && keys.some((key) => mine.has(nameOf(key))),
  )
}

const nameOf = ({ kind, issuer, value }: Draft['keys'][number]) => `${kind} ${issuer} ${value}`

const linked = new WeakMap<Draft, Linked | null>()

/** Read once, however many come after it. */
function linkedOf(of: Weighed, draft: Draft): Linked | null {
  const known = linked.get(draft)
  if (known !== undefined) return known
  const found = readDraft(of, draft)
  linked.set(draft, found)
  return found
}

function readDraft({ arrival, intake, bytes }: Weighed, draft: Draft): Linked | null {
  const base = arrival.from_offset
  const start = base + intake.startOffset
  const head = bytes.subarray(start, start + HEAD_BYTES)
  const named = { standard: draft.standard ?? 'x12', type: draft.type, version: draft.version }
  const document = canonicalOf(named, head, bytes.subarray(base + draft.from, base + draft.to))
  return document && isChained(document) ? { id: `${draft.position + 1} of this interchange`, document } : null
}

/**
 * The turn of each order: a row that every document takes over from the one before it. Of two that are compared at the same
 * moment the second finds it taken, and is decided again with the first in its chain.
 */
async function turnsFor(
  x: Exchange,
  arrival: Arrival,
  { draft, orders, mode }: { draft: Draft; orders: ChainKey[]; mode: string },
): Promise<OriginalClaim[]> {
  const payload = hash('sha256', `${arrival.id} ${draft.position}`, 'buffer')
  return Promise.all(
    orders.map(async ({ issuer, counterpart, value }) => {
      const key = { kind: 'chain' as const, scope: [issuer, counterpart, mode].join(':'), value }
      const known = await x.identities.known(key)
      return { ...key, payload, ...(known ? { former: known.subject } : {}) }
    }),
  )
}

const taken = new WeakMap<Intake, Set<string>>()

/** Those that this interchange takes already. */
function turnsOf(intake: Intake): Set<string> {
  const found = taken.get(intake) ?? new Set<string>()
  taken.set(intake, found)
  return found
}

function conclude(draft: Draft, findings: readonly Finding[]): void {
  note(
    draft,
    findings.map((finding) => ({ code: 'comparison', ...finding })),
  )
  const errors = findings.filter(({ severity }) => severity === 'error')
  const { action } = draft.agreement!.settings.compare
  if (errors.length === 0 || action === 'show') return
  draft.status = action === 'refuse' ? 'declined' : 'held'
  const code = action === 'refuse' ? 'comparison-refused' : 'comparison-held'
  note(draft, [{ code, severity: 'error', type: draft.type, key: draft.businessKey?.value, count: errors.length }])
}

function leftOut({ type, businessKey }: Draft, reason: LeftOut): Problem {
  return { code: 'comparison-left-out', severity: 'warning', type, key: businessKey?.value, reason }
}

function note(draft: Draft, problems: Problem[]): void {
  if (problems.length > 0) draft.problems = [...(draft.problems ?? []), ...problems]
}
