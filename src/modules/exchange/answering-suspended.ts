import type { Change, Job } from '../../platform/change.ts'
import { updateRows } from '../../platform/rows.ts'
import { type Answered, answerGroups } from './acknowledging.ts'
import { askTogether } from './approving/together.ts'
import { enterBatch } from './batching/entering.ts'
import type { Exchange } from './exchange.ts'
import { type Written, writeOutgoing } from './outgoing.ts'
import { LARGE_BYTES } from './receiving.ts'
import { makeOutgoing } from './releasing.ts'
import { insertSide, moveHeld } from './rows.ts'
import { concludedAnswers, tellsGuides } from './standards/answers.ts'
import { standardOf } from './standards/envelope.ts'
import { letGoTranslated } from './translating/suspended.ts'
import type { WithheldGroup } from './withholding.ts'

const markAnswered = updateRows('interchanges', { id: 'uuid', answer: 'uuid' }, { key: ['id'], set: ['answer'] })
/** Its guard makes sure that an answer is given once. */
const markSent = updateRows(
  'withheld_answers',
  { interchange: 'uuid', seen: 'text', state: 'text' },
  { key: ['interchange'], guard: { state: 'seen' }, set: ['state'], also: 'at = now()' },
)
const refuseDocument = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text', problems: 'jsonb' },
  {
    key: ['id'],
    guard: { status: 'seen' },
    set: ['status', 'problems'],
    also: 'outgoing = null, changed_at = now()',
  },
)
const closeItem = updateRows(
  'work_items',
  { subject: 'uuid', kind: 'text' },
  {
    key: ['subject', 'kind'],
    set: [],
    also: `closed_at = coalesce(t.closed_at, now()), closed_by = coalesce(t.closed_by, 'system'),
      close_reason = coalesce(t.close_reason, 'Refused with its neighbours.')`,
    many: true,
  },
)

interface Doc {
  id: string
  interchange: string
  position: number
  type: string
  version: string
  mode: string
  sender: string
  group_number: string
  status: string
  outgoing: string | null
  agreement: string
  /** The way out that a rule chose. */
  channel: string | null
  business_key: string | null
  problems: unknown[] | null
  /** Its standard says that it is wrong, not only a guide. */
  unsound: boolean
  from_offset: number
  to_offset: number
}

interface Held {
  envelope: Answered
  groups: WithheldGroup[]
  payload: Buffer
  documents: Doc[]
}

const AGAIN_MS = 1_000

/**
 * After each decision on a suspended document: what may leave leaves, what shares the fate of a refused one is refused, and
 * when nothing waits any more the sender gets its answer.
 */
export async function answerSuspended(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const held = await readHeld(x, job.subject)
  if (!held) return { rows: [] }
  // The documents of a large interchange still follow.
  if (held.documents.some((one) => one.status === 'recognised')) {
    return { rows: [], jobs: [{ kind: job.kind, subject: job.subject, afterMs: AGAIN_MS, cause: job.subject }] }
  }
  const written: Written = { rows: [], jobs: [], events: [] }
  for (const group of held.groups) await settleGroup(x, held, group, written)
  if (!held.documents.some((one) => one.status === 'suspended')) await answerNow(x, held, written)
  for (const event of written.events) event.cause ??= job.subject
  return written
}

async function readHeld(x: Exchange, interchange: string): Promise<Held | undefined> {
  const { rows } = await x.database.pool.query({
    name: 'withheld answer',
    text: `select w.envelope, w.groups, i.payload from withheld_answers w join interchanges i on i.id = w.interchange
      where w.interchange = $1 and w.state = 'held'`,
    values: [interchange],
  })
  if (!rows[0]) return undefined
  const documents = await x.database.pool.query({
    name: 'documents of a withheld answer',
    text: `select id, interchange, position, type, version, mode, sender, group_number, status, outgoing, agreement, channel, business_key, from_offset, to_offset,
        case when status = 'suspended' then problems end as problems,
        coalesce(problems, '[]') @? '$[*] ? (@.severity == "error" && !exists(@.guide))' as unsound
      from documents where interchange = $1 order by position`,
    values: [interchange],
  })
  return { ...rows[0], groups: JSON.parse(rows[0].groups), documents: documents.rows }
}

/** Decides on what waits in one group, as far as it can be decided by now; `documents` say so afterwards. */
async function settleGroup(x: Exchange, held: Held, group: WithheldGroup, written: Written): Promise<void> {
  const waiting = of(held, group).filter((one) => one.status === 'suspended')
  if (waiting.length === 0) return
  // All or nothing reaches over what waits together: this group, or all that wait with it.
  const together = group.held ? sharing(held, group) : []
  if (together.some((one) => one.status === 'invalid')) {
    for (const one of waiting) refuse(held, one, group.scope, written)
    return
  }
  if (together.some((one) => one.status === 'suspended' && one.outgoing === null)) return
  const goingOn = waiting.filter((one) => one.outgoing !== null)
  const asked = await askFirst(x, held, goingOn, written)
  const unchanged = await letGoTranslated(
    x,
    { payload: held.payload, standard: standardOf(held.envelope.isa), documents: asked },
    written,
  )
  const leaving = Map.groupBy(unchanged, (one) => `${one.outgoing} ${one.agreement} ${one.channel}`)
  for (const documents of leaving.values()) await leave(x, held, { group, documents }, written)
}

const of = (held: Held, group: WithheldGroup) =>
  held.documents.filter((one) => one.group_number === group.gs.controlNumber)

function sharing(held: Held, group: WithheldGroup): Doc[] {
  if (group.scope !== 'interchange') return of(held, group)
  return held.groups.filter((one) => one.held).flatMap((one) => of(held, one))
}

function refuse({ envelope }: Held, document: Doc, scope: WithheldGroup['scope'], written: Written): void {
  const { id } = document
  const problems = [...(document.problems ?? []), { code: 'all-or-nothing', scope }]
  written.rows.push(
    refuseDocument({ id, seen: 'suspended', status: 'invalid', problems }),
    closeItem({ subject: id, kind: 'quarantine' }),
  )
  written.events.push({
    type: 'document.refused',
    subjectKind: 'document',
    subject: id,
    organizations: [envelope.parties.sender],
    actor: 'system',
    data: {},
  })
  document.status = 'invalid'
}

/** Those that need an approval wait for it from now on; what does not is left. */
async function askFirst(x: Exchange, { payload }: Held, documents: Doc[], written: Written): Promise<Doc[]> {
  const needs = ({ agreement }: Doc) => x.directory.agreement(agreement)?.settings.approval.release === 'required'
  const asked = await askTogether(x, { payload, documents: documents.filter(needs) }, written)
  for (const one of documents) if (asked.has(one.id)) one.status = 'unapproved'
  return documents.filter(({ id }) => !asked.has(id))
}

/** The sets leave as they came. */
async function leave(
  x: Exchange,
  held: Held,
  of: { group: WithheldGroup; documents: Doc[] },
  written: Written,
): Promise<void> {
  const { envelope, payload } = held
  const { group, documents } = of
  const { outgoing, agreement: id, business_key: key } = documents[0]!
  const agreement = x.directory.agreement(id)
  if (!agreement) throw new Error(`the agreement ${id} cannot be read`)
  const { sender, receiver } = agreement
  const channel = documents[0]!.channel ?? agreement.channel
  const reader = await x.payloads.open(payload)
  try {
    const pieces = documents.map((one) => reader.stream(one.from_offset, one.to_offset))
    const { isa, parties, arrival } = envelope
    const line = agreement.settings.order === 'business-key' ? key : null
    const kept = { isa, parties, gs: group.gs, type: documents[0]!.type, channel, key: line }
    const of = { agreement, interchange: arrival.id, count: documents.length }
    if (agreement.settings.batch && !isa.xml && reader.sizeBytes <= LARGE_BYTES) {
      const bytes = documents.reduce((sum, one) => sum + Number(one.to_offset) - Number(one.from_offset), 0)
      enterBatch(x, { ...of, id: outgoing!, payload, envelope: kept, bytes }, written)
    } else {
      writeOutgoing(x, await makeOutgoing(x, { ...of, ...kept, outgoing: outgoing!, pieces, small: false }), written)
    }
  } finally {
    await reader.close()
  }
  written.rows.push(moveHeld({ outgoing, seen: 'suspended', status: 'released' }))
  for (const one of documents) {
    if (receiver !== sender) written.rows.push(insertSide({ organization: receiver, document: one.id }))
    written.events.push({
      type: 'document.released',
      subjectKind: 'document',
      subject: one.id,
      organizations: [sender, receiver],
      actor: 'system',
      data: { type: one.type, version: one.version, mode: envelope.parties.mode, agreement: id },
    })
    one.status = 'released'
  }
}

/** Whether its sender is told that it is refused: 997 and CONTRL say so of what the standard refuses, for its neighbours' sake too. */
function isTold(held: Pick<Held, 'groups' | 'documents' | 'envelope'>, one: Doc): boolean {
  if (one.status !== 'invalid') return false
  const group = held.groups.find(({ gs }) => gs.controlNumber === one.group_number)
  if (!group || tellsGuides(group.answer)) return true
  const causes = group.scope === 'set' ? [one] : held.documents
  return causes.some(({ status, unsound }) => status === 'invalid' && unsound)
}

async function answerNow(x: Exchange, { envelope, groups, documents }: Held, written: Written): Promise<void> {
  const verdicts = documents.map((one) => (isTold({ envelope, groups, documents }, one) ? 'R' : 'A'))
  const answers = concludedAnswers(
    envelope.isa,
    groups.map((group) => group.answer),
    verdicts,
  )
  const answer = await answerGroups(x, { ...envelope, groups: answers }, written)
  const interchange = envelope.arrival.id
  written.rows.push(markSent({ interchange, seen: 'held', state: 'sent' }), markAnswered({ id: interchange, answer }))
}
