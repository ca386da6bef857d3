import type { AgreementSettings } from '../../agreements/settings.ts'
import type { KeptEnvelope } from './entering.ts'

/** What waits, as read. */
export interface Entry {
  id: string
  interchange: string
  payload: Buffer
  envelope: string
  document_count: number
  size_bytes: number
  due: boolean
}

export interface Batch {
  entries: Entry[]
  documents: number
  bytes: number
  why: 'count' | 'size' | 'due' | 'asked'
}

type Limits = Pick<NonNullable<AgreementSettings['batch']>, 'documentsMax' | 'bytesMax'>

/**
 * What leaves now of what waits, in its order: entries that can share a group, as many as fit. What is not full waits on,
 * unless one of its entries is due, or all are to leave.
 */
export function readyBatches(entries: readonly Entry[], { documentsMax, bytesMax }: Limits, all: boolean): Batch[] {
  const ready: Batch[] = []
  for (const alike of Map.groupBy(entries, shareOf).values()) {
    let open: Batch = emptyBatch()
    for (const entry of alike) {
      const over = reached(open.documents + entry.document_count, open.bytes + entry.size_bytes, {
        documentsMax: documentsMax + 1,
        bytesMax: bytesMax + 1,
      })
      if (over && open.entries.length > 0) {
        ready.push({ ...open, why: over })
        open = emptyBatch()
      }
      open.entries.push(entry)
      open.documents += entry.document_count
      open.bytes += entry.size_bytes
    }
    const due = open.entries.some((entry) => entry.due) ? 'due' : all ? 'asked' : null
    const why = reached(open.documents, open.bytes, { documentsMax, bytesMax }) ?? due
    if (why) ready.push({ ...open, why })
  }
  return ready
}

function emptyBatch(): Batch {
  return { entries: [], documents: 0, bytes: 0, why: 'due' }
}

function reached(documents: number, bytes: number, { documentsMax, bytesMax }: Limits): 'count' | 'size' | null {
  if (documents >= documentsMax) return 'count'
  return bytes >= bytesMax ? 'size' : null
}

/** All that ISA and GS, or UNB and UNG, say besides numbers and times, the way out, and the key that keeps its order. */
function shareOf({ envelope }: Entry): string {
  const { isa, parties, gs, channel, key } = JSON.parse(envelope) as KeptEnvelope
  const { functionalId, version, sender, receiver } = gs
  const { delimiters, edifact, ...header } = isa
  const partners = { from: parties.sender, to: parties.receiver, mode: parties.mode }
  const group = { functionalId, groupVersion: version, groupSender: sender, groupReceiver: receiver }
  // Reference and wish for an answer are of the file that they came in.
  const unb = edifact && { ...edifact, reference: '', acknowledgement: '' }
  return JSON.stringify(inOrder({ ...header, ...delimiters, ...partners, ...group, channel, key, unb }))
}

/** Names in one order: an envelope may have been kept in another. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, inOrder(inner)] as const)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1))
}
