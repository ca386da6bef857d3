import type { Evidence } from '../concluding.ts'
import type { Exchange } from '../exchange.ts'
import { openEntries } from './closing.ts'
import { dueAt } from './due.ts'
import { enteringOf } from './entering.ts'
import { type Batch, type Entry, readyBatches } from './filling.ts'

/** How what waits would leave: because its batch is full with it, or when it is due. */
export interface Waits {
  leavesAt: Date
  why: 'count' | 'size' | 'due'
  /** In its batch, with those that wait already. */
  documents: number
}

/** What of this interchange would wait, by the id of the entry that it would become: with what waits now, by the code that lets it leave. */
export async function foreseeBatches(x: Exchange, evidence: Evidence): Promise<Map<string, Waits>> {
  const found = new Map<string, Waits>()
  if (!evidence.bytes) return found
  const now = new Date(x.now())
  const open = evidence.intake.groups.filter(({ rejected, held }) => !rejected && !held)
  const all = open.flatMap((group) => group.accepted.map((accepted) => enteringOf(evidence, { group, accepted })))
  for (const [agreement, entering] of Map.groupBy(all, (one) => one.agreement)) {
    const { batch } = agreement.settings
    if (!batch) continue
    const waiting = await openEntries(x, agreement.id, { documentsMax: 0, bytesMax: 0 })
    const entered = entering.map(
      ({ id, interchange, payload, envelope, count, bytes }): Entry => ({
        ...{ id, interchange, payload, envelope: JSON.stringify(envelope), due: false },
        ...{ document_count: count, size_bytes: bytes },
      }),
    )
    const entries = [...waiting, ...entered]
    const ready = readyBatches(entries, batch, false)
    // All that leave by themselves, and then all: what is in the second only, waits.
    for (const whole of readyBatches(entries, batch, true)) {
      for (const { id } of entered.filter((one) => whole.entries.includes(one))) {
        const why = ready.find((one) => one.entries.some((entry) => entry.id === id))?.why as Batch['why'] | undefined
        const full = why === 'count' || why === 'size'
        found.set(id, {
          leavesAt: full || why === 'due' ? now : dueAt(now, batch),
          why: full ? why : 'due',
          documents: whole.documents,
        })
      }
    }
  }
  return found
}
