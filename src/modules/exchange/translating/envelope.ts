import type { Party } from '../../../edi/edifact/items.ts'
import { DEFAULT_SERVICE, inVersion } from '../../../edi/edifact/service-string.ts'
import type { Gs } from '../../../edi/x12/items.ts'
import type { Target } from '../../../formats/targets.ts'
import type { Problem } from '../../../platform/change.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft, Intake } from '../intake.ts'
import { type Addressed, addressed, type EdifactHead, standardOf } from '../standards/envelope.ts'

/** What stands around a translated set or message, in the words of X12. */
export interface TargetEnvelope {
  isa: Addressed
  gs: Gs
  /** By whose names it is addressed. */
  parties: { sender: string; receiver: string; mode: string }
}

/** Whose identifier is not known by the scheme that the target's envelope needs. */
export type Nameless = { problem: Problem }

interface Wanted {
  intake: Intake
  draft: Draft
  target: Target
}

/**
 * The envelope of the target. Of the standard that it came in it keeps the names of the sender's own envelope; of another one it
 * has those by which the grid knows the two sides of the agreement. Which group it is in shows once it is written.
 */
export function envelopeIn(x: Exchange, wanted: Wanted): TargetEnvelope | Nameless {
  const { intake, target } = wanted
  return standardOf(intake.isa!) === target.standard ? renewed(wanted) : addressedAnew(x, wanted)
}

function renewed({ intake, draft, target }: Wanted): TargetEnvelope {
  const { gs: came } = intake.groups[draft.group]!
  const gs = { ...came, functionalId: '', version: target.version }
  const isa = addressed(intake.isa!)
  return {
    isa: isa.edifact ? isa : { ...isa, version: isaVersionOf(target) },
    gs,
    parties: intake.parties!,
  }
}

function addressedAnew(x: Exchange, { intake, draft, target }: Wanted): TargetEnvelope | Nameless {
  const { sender, receiver } = draft.agreement!
  const { mode } = intake.parties!
  const at = new Date(x.now())
  const scheme = target.standard === 'x12' ? 'x12-isa' : 'edifact-unb'
  const called = (id: string) => x.directory.calledAs(id, scheme, mode, at)
  const [from, to] = [called(sender), called(receiver)]
  if (!from || !to) {
    const organization = x.directory.organization(from ? receiver : sender)?.slug
    return { problem: { code: 'translation-unnamed', severity: 'error', organization, scheme, mode } }
  }
  const group = (id: string, name: string) => x.directory.calledAs(id, 'x12-gs', mode, at)?.value ?? name
  const gs = {
    ...{ functionalId: '', version: target.version },
    ...{ sender: group(sender, from.value), receiver: group(receiver, to.value) },
    ...{ date: '', time: '', controlNumber: '', agency: 'X' },
  }
  const isEdifact = target.standard === 'edifact'
  const isa: Addressed = {
    senderQualifier: from.qualifier,
    senderId: from.value,
    receiverQualifier: to.qualifier,
    receiverId: to.value,
    version: isEdifact ? 'UNOC:3' : isaVersionOf(target),
    usage: mode === 'production' ? 'P' : 'T',
    delimiters: SERVICE,
    ...(isEdifact ? { edifact: edifactHead(partyOf(from), partyOf(to)) } : {}),
  }
  return { isa, gs, parties: { sender, receiver, mode } }
}

/** As most receivers read it: ISO 8859-1 in syntax version 3. */
const SYNTAX = { id: 'UNOC', version: '3' }
const SERVICE = inVersion(DEFAULT_SERVICE, 3)

function edifactHead(sender: Party, receiver: Party): EdifactHead {
  return {
    ...{ syntax: SYNTAX, service: SERVICE, sender, receiver },
    ...{ reference: '', acknowledgement: '', application: '', agreement: '' },
  }
}

const partyOf = ({ qualifier, value }: { qualifier: string; value: string }): Party => ({
  ...{ id: value, qualifier, internal: '', subInternal: '' },
})

/** ISA12 to GS08: 00401 to 004010. */
const isaVersionOf = ({ version }: Target) => version.slice(0, 5)
