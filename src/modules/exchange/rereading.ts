import type { PayloadReader } from '../../platform/payloads/payloads.ts'
import type { Arrival } from './arrivals.ts'
import type { Exchange } from './exchange.ts'
import { type Draft, Intake } from './intake.ts'
import { itemReader } from './standards/reading.ts'

export interface Reread {
  intake: Intake
  draft: Draft
}

/** Reads one document of an interchange again, by the partners and agreements of now, in constant memory. */
export async function readAgain(
  x: Exchange,
  arrival: Arrival,
  reader: PayloadReader,
  of: { position: number; outgoing: string; decided: boolean },
): Promise<Reread | undefined> {
  const intake = new Intake(arrival, {
    directory: x.directory,
    at: new Date(x.now()),
    outgoingId: () => of.outgoing,
    decided: of.decided,
  })
  const items = itemReader({ watch: x.directory.watch() })
  for await (const chunk of reader.stream(arrival.from_offset)) {
    intake.take(items.push(chunk))
    const draft = intake.drafts.find(({ position }) => position === of.position)
    if (draft) return { intake, draft }
    intake.drafts.length = 0
    if (intake.closed) return undefined
  }
  intake.take(items.end())
  const draft = intake.drafts.find(({ position }) => position === of.position)
  return draft && { intake, draft }
}
