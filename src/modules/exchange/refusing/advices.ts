import type { Problem } from '../../../platform/change.ts'
import { updateRows } from '../../../platform/rows.ts'
import { HEAD_BYTES } from '../comparing/canonical.ts'
import type { Evidence } from '../concluding.ts'
import type { Exchange } from '../exchange.ts'
import { indexed, numberScope } from '../identities.ts'
import type { Draft } from '../intake.ts'
import type { Written } from '../outgoing.ts'
import { insertReceipt, insertWorkItem } from '../rows.ts'
import { ADVICES, type Said, saidBy } from './saying.ts'

/** What its receiver says of a document that it had from us. */
export interface Advice {
  draft: Draft
  /** The document, as it is now. */
  of: { id: string; status: string; sender: string; receiver: string; key: string; delivery: string | null }
  said: Pick<Said, 'verdict' | 'code' | 'reasons'>
}

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
    if (!ADVICES.has(draft.type) || draft.outgoing === null) continue
    const start = arrival.from_offset + intake.startOffset
    const [from, to] = [arrival.from_offset + draft.from, arrival.from_offset + draft.to]
    const named = { standard: draft.standard ?? 'x12', type: draft.type, version: draft.version }
    const said = saidBy(named, bytes.subarray(start, start + HEAD_BYTES), bytes.subarray(from, to))
    for (const name of said?.names ?? []) {
      const of = name.kind === 'payload' ? await spokenByPayload(x, draft, name.value) : await spokenOf(x, draft, name)
      if (of) advices.push({ draft, of, said: said! })
    }
  }
  return advices
}

const OF = `d.id, d.status, d.sender, d.receiver, d.business_key as key, (select v.id from deliveries v where v.interchange = d.outgoing limit 1) as delivery`
const LEFT = `d.status in ('released', 'completed', 'declined') and d.outgoing is not null`

/** The newest of this number that the advice's sender was given; where the advice does not say of which kind, the only one. */
async function spokenOf(
  x: Exchange,
  draft: Draft,
  { kind, value }: { kind: string | null; value: string },
): Promise<Advice['of'] | undefined> {
  const { sender, receiver, mode } = draft.agreement!
  const { rows } = await x.database.pool.query({
    name: 'documents of an advice',
    text: `select distinct on (d.type) ${OF}
      from document_keys k join documents d on d.id = k.document
      where ($1::text is null or k.kind = $1) and k.value = $2 and k.value = d.business_key
        and (k.issuer, k.counterpart) in (($3::uuid, $4::uuid), ($4::uuid, $3::uuid))
        and d.sender = $3 and d.receiver = $4 and d.mode = $5 and ${LEFT}
      order by d.type, d.id desc limit 10`,
    values: [kind, value.toUpperCase().replace(/\s+/g, ' '), receiver, sender, mode],
  })
  if (kind === null) return rows.length === 1 ? rows[0] : undefined
  return rows.sort((a, b) => (a.id < b.id ? 1 : -1))[0]
}

/** The one that went to the advice's sender with this payloadID. */
async function spokenByPayload(x: Exchange, draft: Draft, value: string): Promise<Advice['of'] | undefined> {
  const { sender, receiver, mode } = draft.agreement!
  const scope = numberScope({ sender: receiver, receiver: sender, mode })
  const known = await x.identities.known({ kind: 'cxml-payload', scope, value: indexed(value) })
  if (!known) return undefined
  const { rows } = await x.database.pool.query({
    name: 'document of a payload',
    text: `select ${OF} from documents d where d.interchange = $1 and d.sender = $2 and d.receiver = $3 and ${LEFT} limit 1`,
    values: [known.subject, receiver, sender],
  })
  return rows[0]
}

/** Notes on each document what its receiver says of it; one that is refused is declined, and a person asked. */
export function settleAdvices(x: Exchange, { arrival, advices = [] }: Evidence, written: Written): void {
  const seen = new Set<string>()
  for (const { draft, of, said } of advices) {
    if (seen.has(of.id)) continue
    seen.add(of.id)
    const { code, reasons, verdict } = said
    const data = { type: draft.type, key: draft.businessKey?.value, reasons }
    const about = { subjectKind: 'document', subject: of.id, organizations: [of.sender, of.receiver], actor: 'system' }
    const note = (type: string, more: object) =>
      written.events.push({ ...about, cause: arrival.id, type, data: { ...data, ...more } })
    if (verdict === 'noted') {
      note('document.answered', { code })
      continue
    }
    const problem: Problem = { code: 'business-refused', severity: 'error', type: draft.type, key: of.key, reasons }
    const state = verdict === 'refused' ? 'negative' : 'positive'
    const { delivery } = of
    const receipt = { id: x.newId(), delivery, document: of.id, level: 'business', state, evidence: arrival.id }
    written.rows.push(insertReceipt({ ...receipt, problems: verdict === 'refused' ? [problem] : null }))
    if (verdict === 'accepted') {
      note('document.business-accepted', {})
      continue
    }
    if (of.status !== 'declined') {
      const moved = { id: of.id, seen: of.status, status: 'declined', problems: [problem] }
      written.rows.push(declineRefused(moved), askPerson(x, of, problem))
    }
    note('document.declined', { problems: [problem] })
  }
}

function askPerson(x: Exchange, { id: subject, sender: organization }: Advice['of'], problem: Problem) {
  return insertWorkItem({ id: x.newId(), kind: 'failure', subject_kind: 'document', subject, organization, problem })
}
