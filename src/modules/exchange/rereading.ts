import type { Problem } from '../../edi/problems.ts'
import type { PayloadReader } from '../../platform/payloads/payloads.ts'
import type { Arrival } from './arrivals.ts'
import type { Exchange } from './exchange.ts'
import { askExpressions } from './expressions.ts'
import { type Draft, Intake } from './intake.ts'
import { itemReader } from './standards/reading.ts'

export interface Reread {
  intake: Intake
  draft: Draft
}

interface Rereading {
  position: number
  outgoing: string
  decided: boolean
}

/** Reads one document of an interchange again, by the partners, agreements and guides of now, in constant memory. */
export async function readAgain(
  x: Exchange,
  arrival: Arrival,
  reader: PayloadReader,
  of: Rereading,
): Promise<Reread | undefined> {
  const read = await readOnce(x, { arrival, reader, ...of })
  if (!read) return undefined
  const base = arrival.from_offset
  const bytes = (from: number, to: number) => reader.read(base + from, to - from)
  const expressions = await askExpressions(x, read.intake, [read.draft], bytes)
  return expressions ? readOnce(x, { arrival, reader, ...of, expressions }) : read
}

async function readOnce(
  x: Exchange,
  {
    arrival,
    reader,
    ...of
  }: Rereading & { arrival: Arrival; reader: PayloadReader; expressions?: ReadonlyMap<number, Problem[]> },
): Promise<Reread | undefined> {
  const intake = new Intake(arrival, {
    directory: x.directory,
    at: new Date(x.now()),
    outgoingId: () => of.outgoing,
    decided: of.decided,
    ...(of.expressions ? { expressions: of.expressions } : {}),
  })
  const items = itemReader({ watch: x.directory.watch(), guidesOf: intake.guidesOf })
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
