import type { Readable } from 'node:stream'
import type { Item, Outcome } from '../../connectors/define.ts'
import { Rejected } from '../../connectors/errors.ts'
import type { Problem, RowWrite } from '../../platform/change.ts'
import { GridError } from '../../platform/errors.ts'
import { killAt } from '../../platform/kill.ts'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import { receiveInterchange } from '../exchange/receiving.ts'
import { sentence } from '../exchange/sentences.ts'
import { closeItems, openItem } from './failing.ts'
import { identityOf, type Known, ledgerRow } from './ledger.ts'
import { decidePickup, insertPickup, settlePickup } from './rows.ts'
import type { Look } from './source.ts'

/** What is to be decided, and how far its bytes are: they may be on their way while those before it are decided. */
export interface Taking {
  item: Item
  known: Known | undefined
  kept: Promise<KeptPayload | Problem>
}

/** Takes an item, or says for good why not. Then its source is to be told; the next look makes up for a kill in between. */
export async function decide(look: Look, { item, known, kept: keeping }: Taking): Promise<Outcome> {
  const kept = await keeping
  killAt('pickup:kept')
  const outcome = 'code' in kept ? await refuse(look, item, known, kept) : await take(look, item, known, kept)
  killAt('pickup:committed')
  return outcome
}

/** Tells the source what became of an item before this look. */
export async function settle(look: Look, known: Known): Promise<void> {
  const { key, version, name, size_bytes: sizeBytes, changed_at: changedAt, problem } = known
  const outcome: Outcome = problem
    ? { taken: false, code: problem.code, sentence: sentence(problem) }
    : { taken: true, interchange: known.interchange! }
  await tell(look, { key, version, name, sizeBytes, changedAt }, outcome)
}

/** Tells the source what became of an item, and notes that it knows. */
export async function tell({ x, source, session }: Look, item: Item, outcome: Outcome): Promise<void> {
  const { channel, settings, trigger } = source
  const { original, place } = await trigger.settle(session, { item, outcome, settings, at: new Date(x.now()) })
  killAt('pickup:settled')
  await x.commit({ rows: [settlePickup({ channel, identity: identityOf(item), remains: original === 'left', place })] })
}

/** The bytes, kept; or the problem that will be the same at every look at this version. */
export async function keep({ x, source, session, signal }: Look, item: Item): Promise<KeptPayload | Problem> {
  const { name, sizeBytes } = item
  const sizeBytesMax = Math.min(source.settings.sizeBytesMax ?? Number.POSITIVE_INFINITY, x.config.interchangeBytesMax)
  if (sizeBytes === 0) return { code: 'item-empty', name }
  if (sizeBytes > sizeBytesMax) return { code: 'item-too-large', name, sizeBytes, sizeBytesMax }
  let bytes: Readable | undefined
  try {
    bytes = await source.trigger.read(session, item, signal)
    const kept = await x.payloads.keep(bytes, { sizeBytesMax: sizeBytes })
    return kept.sizeBytes === sizeBytes ? kept : { code: 'item-changed', name }
  } catch (error) {
    bytes?.destroy()
    if (error instanceof Rejected && error.code === 'item-changed') return { code: 'item-changed', name }
    if (error instanceof GridError && error.code === 'payload-too-large') return { code: 'item-changed', name }
    throw error
  }
}

async function take({ x, source }: Look, item: Item, known: Known | undefined, kept: KeptPayload): Promise<Outcome> {
  const { channel, organization } = source
  const at = new Date(x.now())
  const closing = await closeItems(x, channel, (problem) => problem['item'] === item.key, 'taken after all')
  const { interchange } = await receiveInterchange(x, {
    channel: { id: channel, organization },
    name: item.name,
    kept,
    actor: `channel:${channel}`,
    alongside: (id) => [decided(channel, item, known, { at, interchange: id }), ...closing],
  })
  return { taken: true, interchange }
}

async function refuse({ x, source }: Look, item: Item, known: Known | undefined, problem: Problem): Promise<Outcome> {
  const { channel, organization } = source
  const placed = { ...problem, item: item.key }
  await x.commit({
    rows: [decided(channel, item, known, { at: new Date(x.now()), problem: placed }), openItem(x, source, placed)],
    events: [
      {
        type: 'pickup.refused',
        subjectKind: 'channel',
        subject: channel,
        organizations: [organization],
        actor: `channel:${channel}`,
        data: { problem: placed },
      },
    ],
  })
  return { taken: false, code: problem.code, sentence: sentence(problem) }
}

/** Its row in the ledger: only one look can write it, whatever became of other workers. */
function decided(
  channel: string,
  item: Item,
  known: Known | undefined,
  { at, ...as }: { at: Date } & ({ interchange: string } | { problem: Problem }),
): RowWrite {
  const identity = identityOf(item)
  if (known) return decidePickup({ channel, identity, seen: known.times, times: known.times + 1, ...as })
  return insertPickup({ ...ledgerRow(channel, item), times: 1, decided_at: at, ...as })
}
