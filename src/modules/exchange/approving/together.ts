import type { Exchange } from '../exchange.ts'
import { type Draft, Intake } from '../intake.ts'
import type { Written } from '../outgoing.ts'
import { itemReader } from '../standards/reading.ts'
import { takeForm } from '../translating/weighing.ts'
import { requestOf } from './asking.ts'
import { writeWaiting } from './awaiting.ts'
import { hashRanges } from './form.ts'

export interface Waiting {
  id: string
  interchange: string
  position: number
  type: string
  version: string
  mode: string
  sender: string
  status: string
  business_key: string | null
  from_offset: number
  to_offset: number
}

/** Of documents of one interchange that would go on now, asks for those that need an approval: their ids. */
export async function askTogether(
  x: Exchange,
  of: { payload: Buffer; documents: Waiting[] },
  written: Written,
): Promise<Set<string>> {
  const { payload, documents } = of
  if (documents.length === 0) return new Set()
  const { arrival, intake, drafts } = await draftsOf(x, of)
  const reader = await x.payloads.open(payload)
  try {
    const asking = documents.filter((one) => drafts.get(one.position)?.approval)
    const ranges = asking.map((one) => ({ from: Number(one.from_offset), to: Number(one.to_offset) }))
    if (asking.length === 0) return new Set()
    const [from, to] = [ranges[0]!.from, ranges.at(-1)!.to]
    const sources = await hashRanges(reader.stream(from, to), from, ranges)
    for (const [at, found] of asking.entries()) {
      const draft = drafts.get(found.position)!
      const base = arrival.from_offset
      const read = (from: number, to: number) => reader.read(base + from, to - from)
      // Where it cannot be written so, who approves it is told.
      await takeForm(x, { intake, read, small: false }, draft, { decided: true })
      const request = requestOf(x, { document: found.id, intake, draft, source: sources[at]!, payload })
      writeWaiting(x, { found, draft, request }, written)
    }
    return new Set(asking.map(({ id }) => id))
  } finally {
    await reader.close()
  }
}

/** Read once through, by what is agreed now: only these documents are kept. */
export async function draftsOf(x: Exchange, { payload, documents }: { payload: Buffer; documents: Waiting[] }) {
  const arrival = (await x.arrivals.of(documents[0]!.interchange))!
  const wanted = new Set(documents.map(({ position }) => position))
  const drafts = new Map<number, Draft>()
  const parts = { directory: x.directory, at: new Date(x.now()), outgoingId: () => x.newId(), decided: true }
  const intake = new Intake(arrival, parts)
  const items = itemReader({ watch: x.directory.watch(), guidesOf: intake.guidesOf })
  const keep = () => {
    for (const draft of intake.drafts) if (wanted.has(draft.position)) drafts.set(draft.position, draft)
    intake.drafts.length = 0
  }
  const reader = await x.payloads.open(payload)
  try {
    for await (const chunk of reader.stream(arrival.from_offset)) {
      intake.take(items.push(chunk))
      keep()
      if (intake.closed) break
    }
    if (!intake.closed) intake.take(items.end())
    keep()
  } finally {
    await reader.close()
  }
  return { arrival, intake, drafts }
}
