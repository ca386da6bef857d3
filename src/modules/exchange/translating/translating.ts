import { isFor } from '../../../edi/guides/guided.ts'
import type { Loss } from '../../../formats/mapping/report.ts'
import { isIn, mayCarry, TARGETS, type Target } from '../../../formats/targets.ts'
import type { Problem } from '../../../platform/change.ts'
import type { Ended } from '../../../platform/pool.ts'
import type { AgreementSettings } from '../../agreements/settings.ts'
import { formatOf, type Named } from '../comparing/canonical.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft, Intake } from '../intake.ts'
import { envelopeIn, type TargetEnvelope } from './envelope.ts'
import { keptLosses } from './losses.ts'
import type { Made } from './making.ts'
import { readBack } from './writing.ts'

/** The most that is translated: it is whole in memory, and more than once. */
export const TRANSLATED_BYTES_MAX = 64 * 1_048_576
const PROBLEMS_MAX = 20
export const LOSSES_SHOWN = 20

/** A document in the form that its receiver gets. */
export interface Form {
  /** As translation calls them: x12:850, edifact:ORDERS:D96A. */
  source: string
  target: string
  standard: Target['standard']
  type: string
  version: string
  /** Of its set or message; null: it is a file. */
  number: string | null
  /** Null: it is a file. */
  envelope: TargetEnvelope | null
  bytes: Uint8Array
  losses: Loss[]
}

/** A document as it came; `head` is the beginning of its interchange. */
export interface Coming {
  intake: Intake
  draft: Draft
  head: Uint8Array
  bytes: Uint8Array
}

type DeliverAs = NonNullable<AgreementSettings['deliverAs']>

/** What its agreement wants it delivered as; null: as it came. */
export function wantedFor(draft: Pick<Draft, 'agreement' | 'standard' | 'version'>): DeliverAs | null {
  const { agreement, standard = 'x12', version } = draft
  const wanted = agreement?.settings.deliverAs ?? null
  return wanted === null || standard === 'opaque' || isIn(wanted.format, { standard, version }) ? null : wanted
}

/** Writes it in that form, or says why it cannot be. */
export async function formOfTarget(x: Exchange, of: Coming, wanted: DeliverAs): Promise<Form | { problem: Problem }> {
  const { intake, draft, head, bytes } = of
  const { format } = wanted
  const target: Target = TARGETS[format]
  const { standard, version } = target
  const sizeBytes = draft.to - draft.from
  if (sizeBytes > TRANSLATED_BYTES_MAX) return failed(draft, 'translation-too-large', { sizeBytes })
  const named: Named = { standard: draft.standard ?? 'x12', type: draft.type, version: draft.version }
  const none = failed(draft, 'translation-no-form', { version: named.version })
  if (!formatOf(named) || mayCarry(format, draft.type) !== true) return none
  const envelope = standard === 'x12' || standard === 'edifact' ? envelopeIn(x, { intake, draft, target }) : null
  if (envelope && 'problem' in envelope) return envelope
  // Unique in what it came in, and so in what it leaves in.
  const number = String(draft.position + 1).padStart(4, '0')
  const made = await x.translations.make({ named, format, head, bytes, number, envelope })
  if ('ended' in made) return ended(draft, { sizeBytes, ...made })
  if (!made.target) return none
  const guided = made.bytes && made.envelope ? byGuide(x, draft, { ...made, standard, version }) : []
  const problems = [...made.problems, ...guided]
  if (!made.bytes || problems.length > 0) return impossible(draft, problems, made)
  return {
    ...{ source: made.source!, target: made.target, standard, type: made.type, version },
    ...{ number: made.envelope ? number : null, envelope: made.envelope, bytes: made.bytes, losses: made.losses },
  }
}

/** What failed by itself is tried again; what took too much would do so again. */
function ended(draft: Draft, of: { sizeBytes: number; ended: Ended; reason: string }): { problem: Problem } {
  if (of.ended === 'failure') throw new Error(`a document could not be translated: ${of.reason}`)
  return failed(draft, 'translation-too-large', { sizeBytes: of.sizeBytes, reason: of.reason })
}

/** What the guide of its agreement says of it, where that is for what it has become. */
function byGuide(x: Exchange, draft: Draft, made: Made & { standard: string; version: string }): object[] {
  const guide = guideFor(x, draft, made)
  return guide ? readBack(made.bytes!, made.envelope!, guide) : []
}

/** The guide of its agreement, where that is for what it becomes. */
function guideFor(x: Exchange, { agreement }: Draft, form: { standard: string; type: string; version: string }) {
  const { guide } = agreement!.settings
  const plan = guide === null ? undefined : x.directory.guide(guide)
  return plan && isFor(plan, form) ? plan : undefined
}

/** With what could not be read, which may be what is missing. */
function impossible(draft: Draft, problems: readonly object[], { source, losses }: Made) {
  const unread = losses.filter(({ at }) => at !== undefined)
  return failed(draft, 'translation-impossible', {
    count: problems.length,
    problems: problems.slice(0, PROBLEMS_MAX),
    losses: keptLosses(unread, source!, LOSSES_SHOWN),
  })
}

function failed(draft: Draft, code: string, of: Record<string, unknown>): { problem: Problem } {
  const { type, businessKey, agreement } = draft
  const { format } = agreement!.settings.deliverAs!
  return { problem: { code, severity: 'error', type, key: businessKey?.value, format, ...of } }
}

/** That something would be lost, for a person who decides. */
export function loses(draft: Draft, source: string, losses: readonly Loss[]): Problem {
  const of = { count: losses.length, losses: keptLosses(losses, source, LOSSES_SHOWN) }
  return failed(draft, 'translation-loses', of).problem
}
