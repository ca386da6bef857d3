import type { Problem } from '../../../platform/change.ts'
import { updateRows } from '../../../platform/rows.ts'
import { canonicalOf, HEAD_BYTES } from '../comparing/canonical.ts'
import type { Evidence } from '../concluding.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft } from '../intake.ts'
import type { Written } from '../outgoing.ts'
import { insertReceipt, insertWorkItem } from '../rows.ts'

/** What an 824 or APERAK says of a document that its sender had from us. */
export interface Advice {
  draft: Draft
  /** The document, as it is now. */
  of: { id: string; status: string; sender: string; receiver: string; key: string; delivery: string | null }
  isRefusal: boolean
  reasons: string[]
}

/** Business keys by what an advice calls the document. */
const KINDS: Readonly<Record<string, string>> = {
  order: 'purchase-order',
  invoice: 'invoice',
  'despatch-advice': 'shipment',
  receipt: 'receipt',
}

const TYPES = new Set(['824', 'APERAK'])
const REASONS_MAX = 50

const declineRefused = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text', problems: 'jsonb' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'problems'], also: 'changed_at = now()' },
)

/** Finds what the advices of a small interchange speak of: documents between the same two, by the numbers of those. */
export async function weighAdvices(
  x: Exchange,
  { arrival, intake, bytes }: Pick<Evidence, 'arrival' | 'intake'> & { bytes: Uint8Array },
): Promise<Advice[]> {
  const advices: Advice[] = []
  for (const draft of intake.drafts) {
    if (!TYPES.has(draft.type) || draft.outgoing === null) continue
    const start = arrival.from_offset + intake.startOffset
    const [from, to] = [arrival.from_offset + draft.from, arrival.from_offset + draft.to]
    const named = { standard: draft.standard ?? 'x12', type: draft.type, version: draft.version }
    const status = canonicalOf(named, bytes.subarray(start, start + HEAD_BYTES), bytes.subarray(from, to))
    if (status?.kind !== 'status') continue
    const reasons = (status.findings ?? []).flatMap(({ text }) => text ?? []).slice(0, REASONS_MAX)
    const isRefusal = status.response === 'rejected'
    for (const { type = '', value } of status.references ?? []) {
      const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
      const of = kind && value ? await spokenOf(x, draft, { kind, value }) : undefined
      if (of) advices.push({ draft, of, isRefusal, reasons })
    }
  }
  return advices
}

/** The newest of this number that the advice's sender was given. */
async function spokenOf(
  x: Exchange,
  draft: Draft,
  { kind, value }: { kind: string; value: string },
): Promise<Advice['of'] | undefined> {
  const { sender, receiver, mode } = draft.agreement!
  const { rows } = await x.database.pool.query({
    name: 'document of an advice',
    text: `select d.id, d.status, d.sender, d.receiver, d.business_key as key, (select v.id from deliveries v where v.interchange = d.outgoing limit 1) as delivery
      from document_keys k join documents d on d.id = k.document
      where k.kind = $1 and k.value = $2 and k.value = d.business_key and (k.issuer, k.counterpart) in (($3::uuid, $4::uuid), ($4::uuid, $3::uuid))
        and d.sender = $3 and d.receiver = $4 and d.mode = $5 and d.status in ('released', 'completed', 'declined') and d.outgoing is not null
      order by d.id desc limit 1`,
    values: [kind, value.trim().toUpperCase().replace(/\s+/g, ' '), receiver, sender, mode],
  })
  return rows[0]
}

/** Notes on each document what its receiver says of it; one that is refused is declined, and a person asked. */
export function settleAdvices(x: Exchange, { arrival, advices = [] }: Evidence, written: Written): void {
  const seen = new Set<string>()
  for (const { draft, of, isRefusal, reasons } of advices) {
    if (seen.has(of.id)) continue
    seen.add(of.id)
    const problem: Problem = { code: 'business-refused', severity: 'error', type: draft.type, key: of.key, reasons }
    const said = { type: draft.type, key: draft.businessKey?.value, reasons }
    const about = { subjectKind: 'document', subject: of.id, organizations: [of.sender, of.receiver], actor: 'system' }
    const state = isRefusal ? 'negative' : 'positive'
    const { delivery } = of
    const receipt = { id: x.newId(), delivery, document: of.id, level: 'business', state, evidence: arrival.id }
    written.rows.push(insertReceipt({ ...receipt, problems: isRefusal ? [problem] : null }))
    if (!isRefusal) {
      written.events.push({ ...about, cause: arrival.id, type: 'document.business-accepted', data: said })
      continue
    }
    if (of.status !== 'declined') {
      const moved = { id: of.id, seen: of.status, status: 'declined', problems: [problem] }
      written.rows.push(declineRefused(moved), askPerson(x, of, problem))
    }
    written.events.push({
      ...about,
      cause: arrival.id,
      type: 'document.declined',
      data: { ...said, problems: [problem] },
    })
  }
}

function askPerson(x: Exchange, { id: subject, sender: organization }: Advice['of'], problem: Problem) {
  return insertWorkItem({ id: x.newId(), kind: 'failure', subject_kind: 'document', subject, organization, problem })
}
