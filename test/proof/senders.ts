import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { order } from '../messages.ts'
import { type Door, type File, NotAnswered, NotReached } from './doors.ts'
import type { PartnerKind } from './partners.ts'
import { linesOf } from './progress.ts'

export interface Sender {
  name: string
  /** By our API, by our SFTP server in two ways, or laid down at the partner's own server for us to fetch. */
  door: 'http' | 'put' | 'rename' | PartnerKind
  receiver: keyof typeof RECEIVERS
  documents: number
  /** Slower than the strict lane delivers, so that what is proved is order and loss, not patience. */
  everyMs: number
}

/** How each gets its orders. */
export const RECEIVERS = { BOLT: 'https', COBB: 'https', FERN: 'https', DOVE: 'sftp', ELMS: 's3' } as const

/** 1.2 MB: read as a stream, kept as a file, in three batches. */
const LARGE_DOCUMENTS = 1_100

export const SENDERS: Sender[] = [
  { name: 'H1', door: 'http', receiver: 'BOLT', documents: 1, everyMs: 150 },
  { name: 'H2', door: 'http', receiver: 'BOLT', documents: 1, everyMs: 150 },
  { name: 'H3', door: 'http', receiver: 'COBB', documents: 1, everyMs: 100 },
  { name: 'P1', door: 'put', receiver: 'BOLT', documents: 1, everyMs: 150 },
  { name: 'P2', door: 'put', receiver: 'COBB', documents: 1, everyMs: 150 },
  { name: 'R1', door: 'rename', receiver: 'BOLT', documents: 1, everyMs: 150 },
  { name: 'R2', door: 'rename', receiver: 'COBB', documents: 1, everyMs: 150 },
  { name: 'LH', door: 'http', receiver: 'COBB', documents: LARGE_DOCUMENTS, everyMs: 4_000 },
  { name: 'LP', door: 'put', receiver: 'BOLT', documents: LARGE_DOCUMENTS, everyMs: 4_000 },
  { name: 'H4', door: 'http', receiver: 'DOVE', documents: 1, everyMs: 500 },
  { name: 'R3', door: 'rename', receiver: 'ELMS', documents: 1, everyMs: 500 },
  { name: 'T1', door: 'http', receiver: 'FERN', documents: 1, everyMs: 150 },
  { name: 'T2', door: 'rename', receiver: 'FERN', documents: 1, everyMs: 300 },
  { name: 'F1', door: 'sftp', receiver: 'COBB', documents: 1, everyMs: 500 },
  { name: 'F2', door: 'sftp', receiver: 'DOVE', documents: 1, everyMs: 500 },
  { name: 'B1', door: 's3', receiver: 'COBB', documents: 1, everyMs: 500 },
  { name: 'B2', door: 's3', receiver: 'ELMS', documents: 1, everyMs: 500 },
  { name: 'LF', door: 'sftp', receiver: 'ELMS', documents: LARGE_DOCUMENTS, everyMs: 15_000 },
  { name: 'LB', door: 's3', receiver: 'DOVE', documents: LARGE_DOCUMENTS, everyMs: 15_000 },
]

/** Those whose door and receiver are there. */
export function sendersWith(partners: PartnerKind[]): Sender[] {
  const there = new Set<string>(['http', 'put', 'rename', 'https', ...partners])
  return SENDERS.filter(({ door, receiver }) => there.has(door) && there.has(RECEIVERS[receiver]))
}

interface Accepted {
  interchanges: number
  documents: number
  repeats: number
  hung: number
  /** Files of each sender. */
  files: Map<Sender, number>
}

export interface Sending {
  /** `hung`: what was not answered in time, neither with "got it" nor with "cannot". */
  accepted: Accepted
  /** Resolves when each has its last "got it". */
  stop(): Promise<void>
}

/** How many files those have sent of which this is true. */
export function filesOf({ files }: Accepted, which: (sender: Sender) => boolean): number {
  return [...files].reduce((sum, [sender, count]) => sum + (which(sender) ? count : 0), 0)
}

/** Each sends one file after the other until the grid has said "got it", and writes that down. */
export function startSenders(
  senders: Sender[],
  { doors, log, largeTimes = 1 }: { doors: (sender: Sender) => Door; log: string; largeTimes?: number | undefined },
): Sending {
  const accepted: Accepted = { interchanges: 0, documents: 0, repeats: 0, hung: 0, files: new Map() }
  const reached = new Map<string, number>()
  for (const line of linesOf(log)) {
    const [name, number, repeats] = line.split(' ')
    reached.set(name!, Number(number))
    count(accepted, SENDERS.find((one) => one.name === name)!, Number(repeats))
  }
  const stopping = new AbortController()
  const running = senders.map(async (sender) => {
    const door = doors(sender)
    for (let number = (reached.get(sender.name) ?? 0) + 1; !stopping.signal.aborted; number++) {
      const repeats = await insist(door, fileOf(sender, number), accepted)
      appendFileSync(log, `${sender.name} ${number} ${repeats}\n`)
      count(accepted, sender, repeats)
      const everyMs = sender.everyMs * (sender.documents > 1 ? largeTimes : 1)
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })
  return {
    accepted,
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

const INSISTS_MS = 600_000

async function insist(door: Door, file: File, accepted: Accepted): Promise<number> {
  const began = Date.now()
  for (let repeats = 0; ; ) {
    try {
      await door(file)
      return repeats
    } catch (error) {
      if (!(error instanceof NotReached)) repeats++
      if (error instanceof NotAnswered) accepted.hung++
      if (Date.now() - began > INSISTS_MS) throw new Error(`${file.name} is not taken`, { cause: error })
      await sleep(50)
    }
  }
}

function count(accepted: Accepted, sender: Sender, repeats: number): void {
  accepted.files.set(sender, (accepted.files.get(sender) ?? 0) + 1)
  accepted.interchanges++
  accepted.documents += sender.documents
  accepted.repeats += repeats
}

/** The same bytes for the same sender and number, in this run and in one that goes on. */
function fileOf(sender: Sender, number: number): File {
  const control = number * SENDERS.length + SENDERS.indexOf(sender)
  const key = `${sender.name}-${String(number).padStart(7, '0')}`
  const large = sender.documents > 1
  const po = large ? Array.from({ length: sender.documents }, (_, at) => `${key}-${at}`) : key
  const text = order({ control, receiver: sender.receiver, po, lines: large ? 12 : 3 })
  return { name: `${key}.edi`, bytes: Buffer.from(text) }
}
