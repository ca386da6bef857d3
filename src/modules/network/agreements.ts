import { isDeepStrictEqual } from 'node:util'
import { NEVER } from '../../platform/span.ts'
import { changeAgreement, endAgreement, makeAgreement } from '../agreements/verbs.ts'
import type { Applying } from './applying.ts'
import type { CurrentAgreement } from './current.ts'
import type { NetworkAgreement } from './form.ts'
import { matched } from './matching.ts'

/** Agreements that end, or end earlier than before. */
export async function endAgreements(a: Applying): Promise<void> {
  const { pairs, unnamed } = matched(a.network.agreements, a.current.agreements, keyOf)
  for (const { at, form, found } of pairs) {
    if (!found || Number(form.until ?? NEVER) >= Number(found.valid_until)) continue
    await a.step(['agreements', at], labelOf(form), () => endAgreement(a.act, found.id, form.until))
  }
  for (const row of unnamed) await a.unnamed(['agreements'], labelOf(row), () => endAgreement(a.act, row.id))
}

/** Agreements that begin, change, or end later than before. */
export async function applyAgreements(a: Applying): Promise<void> {
  for (const { at, form, found } of matched(a.network.agreements, a.current.agreements, keyOf).pairs) {
    if (form.until && form.until <= a.act.at) continue // was, and is history
    const channel = expectChannel(a, ['agreements', at], form)
    if (!channel) continue
    const step = (work: () => Promise<unknown>) => a.step(['agreements', at], labelOf(form), work)
    if (!found) {
      await step(() => makeAgreement(a.act, { ...form, channel }))
      continue
    }
    const later = Number(form.until ?? NEVER) > Number(found.valid_until)
    if (later) await step(() => endAgreement(a.act, found.id, form.until))
    if (found.channel === form.channel && isDeepStrictEqual(found.settings, form.settings)) continue
    await step(() => changeAgreement(a.act, found.id, { channel, settings: form.settings }))
  }
}

/** The id of the way out; what is missing is noted at its place. */
function expectChannel(a: Applying, path: PropertyKey[], { sender, receiver, channel }: NetworkAgreement) {
  let known = true
  for (const [side, slug] of Object.entries({ sender, receiver })) {
    if (a.organization(slug)) continue
    known = false
    // Refused itself: then its own line says why.
    if (!a.named(slug)) a.misfit([...path, side], `there is no organization "${slug}"`)
  }
  const way = a.organization(receiver)?.channels.get(channel)
  if (way?.open && way.form.direction === 'out') return known ? way.id : undefined
  const wanted = a.named(receiver)?.channels[channel]
  if (a.organization(receiver) && wanted?.direction !== 'out') {
    a.misfit([...path, 'channel'], `${receiver} has no channel "${channel}" that leads out`)
  }
  return undefined
}

type Agreed = NetworkAgreement | CurrentAgreement

const keyOf = ({ sender, receiver, type, mode }: Agreed) => [sender, receiver, type, mode].join('\u0000')

function labelOf({ sender, receiver, type, mode }: Agreed): string {
  return `agreement ${sender} → ${receiver} on ${type} in ${mode}`
}
