import { killAt } from '../../../platform/kill.ts'
import type { KeptPayload } from '../../../platform/payloads/payloads.ts'
import { HEAD_BYTES } from '../comparing/canonical.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft, Intake } from '../intake.ts'
import { type Form, formOfTarget, loses, TRANSLATED_BYTES_MAX, wantedFor } from './translating.ts'

/** A form whose bytes are kept, or will be with their row. */
export interface Translated extends Omit<Form, 'bytes'> {
  content: KeptPayload
  /** Null: their row has them, and they are read there when it leaves. */
  bytes: Uint8Array | null
}

/** Where documents come from. */
export interface Lying {
  intake: Intake
  /** The bytes from one offset of the interchange to another. */
  read(from: number, to: number): Promise<Uint8Array> | Uint8Array
  /** All of it is in memory, and what becomes of it goes into rows. */
  small: boolean
}

/**
 * Gives documents the form that their agreements want. One that cannot have it, or would lose something where that is asked for,
 * waits for a person. Others cost nothing.
 */
export async function weighForms(x: Exchange, of: Lying, drafts: readonly Draft[]): Promise<void> {
  for (const draft of drafts) {
    if (draft.status !== 'recognised' || !wantedFor(draft)) continue
    const group = of.intake.groups[draft.group]
    if (group?.rejected || group?.held) continue
    await takeForm(x, of, draft, { decided: false })
    // What waits for a person has no form until it goes on.
    if (draft.status !== 'recognised') delete draft.translated
  }
}

/** `decided`: a person has said that what is lost may be lost. */
export async function takeForm(
  x: Exchange,
  { intake, read, small }: Lying,
  draft: Draft,
  { decided }: { decided: boolean },
): Promise<void> {
  const wanted = wantedFor(draft)
  if (!wanted) return
  const head = await read(intake.startOffset, intake.startOffset + HEAD_BYTES)
  const tooLarge = draft.to - draft.from > TRANSLATED_BYTES_MAX
  // Its length says it: no more than that is read.
  const bytes = tooLarge ? new Uint8Array(0) : await read(draft.from, draft.to)
  const form = await formOfTarget(x, { intake, draft, head, bytes }, wanted)
  if ('problem' in form) return wait(draft, form.problem)
  const { bytes: written, ...translated } = form
  const { losses } = form
  if (losses.length > 0 && wanted.losses === 'ask' && !decided) return wait(draft, loses(draft, form.source, losses))
  killAt('translate:written')
  const content = small ? x.payloads.small(written) : await x.payloads.keep(once(written))
  draft.translated = { ...translated, content, bytes: written }
}

function wait(draft: Draft, problem: NonNullable<Draft['problems']>[number]): void {
  draft.status = 'held'
  draft.problems = [...(draft.problems ?? []), problem]
}

async function* once(bytes: Uint8Array) {
  yield bytes
}
