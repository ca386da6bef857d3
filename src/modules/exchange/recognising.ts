import type { Problem } from '../../platform/change.ts'
import type { Directory } from '../agreements/lookup.ts'
import type { Arrival } from './arrivals.ts'
import { type Envelope, inStandard } from './standards/envelope.ts'
import { type Called, callings } from './standards/parties.ts'

export type Mode = 'test' | 'production'

/** Who speaks to whom, in which environment. */
export interface Parties {
  sender: string
  receiver: string
  mode: Mode
}

/**
 * Finds sender, receiver and environment of an interchange. The sender must belong to the organization that owns the channel:
 * an envelope is a claim, the channel's sign-in is a fact; or to one for which that organization may speak. What is not certain is refused, never guessed.
 */
export function recognise(
  isa: Envelope,
  arrival: Arrival,
  directory: Directory,
  at: Date,
): Parties | { refused: Problem } {
  // Which fields the sentence names.
  const of = inStandard(isa)
  const mode = isa.usage === 'P' ? 'production' : isa.usage === 'T' ? 'test' : null
  if (mode === null) return { refused: { code: 'usage-unsupported', value: isa.usage, ...of } }
  const agreed = directory.channel(arrival.channel)?.mode ?? mode
  if (agreed !== mode) return { refused: { code: 'mode-mismatch', found: mode, expected: agreed, ...of } }
  const schemeOf = ([one]: Called[]) => (isa.xml && one ? { scheme: one.scheme } : {})
  const called = { ...schemeOf(callings(isa, 'sender')), qualifier: isa.senderQualifier, value: isa.senderId, mode }
  const ownerOf = (side: 'sender' | 'receiver') => ownerAmong(callings(isa, side), { directory, mode, at })
  const owner = ownerOf('sender')
  // The same answer for nobody's identifier and for somebody else's: whose it is concerns only the grid.
  if (owner === undefined || !carries(arrival, owner, { directory, mode, at }))
    return { refused: { code: 'sender-not-yours', ...called, ...of } }
  const scheme = schemeOf(callings(isa, 'receiver'))
  const addressee = { ...scheme, qualifier: isa.receiverQualifier, value: isa.receiverId, mode }
  const receiver = ownerOf('receiver')
  if (receiver === undefined) {
    return { refused: { code: 'receiver-unknown', ...addressee, ...of } }
  }
  return { sender: owner, receiver, mode }
}

/** A party of an XML document may have several numbers: whoever they belong to, it must be one. */
export function ownerAmong(
  called: readonly Called[],
  { directory, mode, at }: { directory: Directory; mode: Mode; at: Date },
): string | undefined {
  const owners = new Set(called.flatMap((one) => directory.ownerOf({ ...one, mode }, at) ?? []))
  return owners.size === 1 ? [...owners][0] : undefined
}

function carries(arrival: Arrival, owner: string, by: { directory: Directory; mode: Mode; at: Date }): boolean {
  const { organization } = arrival
  return owner === organization || by.directory.maySpeak(organization, owner, by.mode, by.at)
}
