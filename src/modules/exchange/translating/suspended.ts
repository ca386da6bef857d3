import { updateRows } from '../../../platform/rows.ts'
import { draftsOf, type Waiting as Found } from '../approving/together.ts'
import { decidedBy } from '../decided-by.ts'
import type { Exchange } from '../exchange.ts'
import { documentEvent, evidenceOf } from '../going-on.ts'
import type { Draft } from '../intake.ts'
import type { Written } from '../outgoing.ts'
import { release } from '../releasing.ts'
import { insertSide, insertWorkItem, moveDocument } from '../rows.ts'
import { keepForm, toldToReceiver } from './keeping.ts'
import { wantedFor } from './translating.ts'
import { takeForm } from './weighing.ts'

const holdDocument = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text', problems: 'jsonb' },
  {
    key: ['id'],
    guard: { status: 'seen' },
    set: ['status', 'problems'],
    also: 'outgoing = null, changed_at = now()',
  },
)

interface Waiting extends Found {
  agreement: string
  channel: string | null
  problems: unknown[] | null
}

/**
 * Of documents that were suspended and go on now, those that leave in another form: each is read again, translated, and leaves, or is
 * held where it cannot. The others are returned.
 */
export async function letGoTranslated<D extends Waiting>(
  x: Exchange,
  { payload, standard, documents }: { payload: Buffer; standard: string; documents: D[] },
  written: Written,
): Promise<D[]> {
  const wants = ({ agreement: id, version }: D) => {
    const agreement = x.directory.agreement(id) ?? null
    return wantedFor({ agreement, standard, version }) !== null
  }
  const translated = documents.filter(wants)
  if (translated.length === 0) return documents
  const { arrival, intake, drafts } = await draftsOf(x, { payload, documents: translated })
  // What becomes of its neighbours was decided before.
  for (const group of intake.groups) Object.assign(group, { rejected: false, held: false })
  const reader = await x.payloads.open(payload)
  try {
    const base = arrival.from_offset
    const read = (from: number, to: number) => reader.read(base + from, to - from)
    for (const found of translated) {
      const agreement = x.directory.agreement(found.agreement)!
      const draft: Draft = {
        ...drafts.get(found.position)!,
        ...{ agreement, channel: found.channel ?? agreement.channel, status: 'recognised', approval: false },
        problems: found.problems as Draft['problems'],
      }
      await takeForm(x, { intake, read, small: false }, draft, { decided: false })
      if (draft.status === 'recognised') intake.accept([draft])
      settle(x, found, draft, written)
      found.status = draft.status === 'recognised' ? 'released' : 'held'
    }
    const body = (from: number, to: number) => reader.stream(base + from, base + to)
    await release(x, await evidenceOf(x, { arrival, intake, body }), written)
  } finally {
    await reader.close()
  }
  return documents.filter((one) => !translated.includes(one))
}

/** It leaves, or waits for a person. */
function settle(x: Exchange, found: Waiting, draft: Draft, written: Written): void {
  const { id, type, version, mode, business_key: key } = found
  const by = draft.agreement!
  const { sender, receiver } = by
  const { translated, problems } = draft
  const data = { type, version, mode, ...(key ? { key } : {}), ...decidedBy(by) }
  if (!translated) {
    const problem = problems!.at(-1)!
    written.rows.push(
      holdDocument({ id, seen: 'suspended', status: 'held', problems }),
      insertWorkItem({
        ...{ id: x.newId(), kind: 'quarantine', subject_kind: 'document', subject: id, organization: sender },
        problem,
      }),
    )
    written.events.push(documentEvent('document.held', found, { ...data, problems: [problem] }, [sender]))
    return
  }
  const moved = { id, seen: 'suspended', status: 'released', receiver, agreement: by.id, outgoing: draft.outgoing }
  written.rows.push(moveDocument({ ...moved, agreement_version: by.version }))
  if (receiver !== sender) written.rows.push(insertSide({ organization: receiver, document: id }))
  const told = toldToReceiver(receiver, translated)
  written.events.push(documentEvent('document.released', found, { ...data, ...told }, [sender, receiver]))
  keepForm(x, { document: id, sender, receiver, cause: found.interchange, translated }, written)
}
