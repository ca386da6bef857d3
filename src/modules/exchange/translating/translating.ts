import { isFor } from '../../../edi/guides/guided.ts'
import type { Loss } from '../../../formats/mapping/report.ts'
import { formatIn, isIn, TARGETS, type Target } from '../../../formats/targets.ts'
import { FORMATS, type Output, type Report, translate } from '../../../formats/translate.ts'
import type { Problem } from '../../../platform/change.ts'
import type { AgreementSettings } from '../../agreements/settings.ts'
import { canonicalOf, formatOf, type Named, sourceIn } from '../comparing/canonical.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft, Intake } from '../intake.ts'
import { envelopeIn, type TargetEnvelope } from './envelope.ts'
import { keptLosses } from './losses.ts'
import { writeTarget } from './writing.ts'

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
  report: Pick<Report, 'losses' | 'lineage'>
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

/** Writes it in that form, or says why it cannot be: nothing is made up that it does not say. */
export function formOfTarget(x: Exchange, of: Coming, wanted: DeliverAs): Form | { problem: Problem } {
  const { draft, head, bytes } = of
  const { format } = wanted
  const sizeBytes = draft.to - draft.from
  const named: Named = { standard: draft.standard ?? 'x12', type: draft.type, version: draft.version }
  if (sizeBytes > TRANSLATED_BYTES_MAX) return failed(draft, 'translation-too-large', { sizeBytes })
  const source = formatOf(named)
  const target = source && formatIn(format, kindOf(source, named, of))
  const given = source && sourceIn(named.standard, head, bytes)
  if (!source || !target || !given) return failed(draft, 'translation-no-form', { version: named.version })
  const { output, report } = translate(given, source, target)
  const wrong = report.problems.filter(({ severity }) => severity === 'error')
  if (!output || wrong.length > 0) return impossible(draft, wrong, { source, report })
  return written(x, of, { source, target, output, report })
}

/** Of those with several kinds, such as invoice and credit note, the document itself says which it is. */
function kindOf(source: string, named: Named, { head, bytes }: Coming): string {
  const { kinds } = FORMATS[source]!
  return kinds.length === 1 ? kinds[0]! : (canonicalOf(named, head, bytes)?.kind ?? kinds[0]!)
}

function written(
  x: Exchange,
  { intake, draft }: Coming,
  made: { source: string; target: string; output: Output; report: Report },
): Form | { problem: Problem } {
  const { source, target: name, output, report } = made
  const target: Target = TARGETS[draft.agreement!.settings.deliverAs!.format]
  const type = name.split(':')[1] ?? name
  const form = { source, target: name, standard: target.standard, type, version: target.version, report }
  if ('text' in output) {
    const text = output.text.endsWith('\n') ? output.text : `${output.text}\n`
    return { ...form, number: null, envelope: null, bytes: Buffer.from(text) }
  }
  const envelope = envelopeIn(x, { intake, draft, target, type })
  if ('problem' in envelope) return envelope
  // Unique in what it came in, and so in what it leaves in.
  const number = String(draft.position + 1).padStart(4, '0')
  const wanted = { type, version: target.version, number, segments: output.segments, envelope }
  const { bytes, envelope: around, problems } = writeTarget(wanted, guideFor(x, draft, form))
  if (!bytes || problems.length > 0) return impossible(draft, problems, { source, report })
  return { ...form, number, envelope: around, bytes }
}

/** The guide of its agreement, where that is for what it becomes. */
function guideFor(x: Exchange, { agreement }: Draft, form: { standard: string; type: string; version: string }) {
  const { guide } = agreement!.settings
  const plan = guide === null ? undefined : x.directory.guide(guide)
  return plan && isFor(plan, form) ? plan : undefined
}

/** With what could not be read, which may be what is missing. */
function impossible(draft: Draft, problems: readonly object[], of: { source: string; report: Report }) {
  const unread = of.report.losses.filter(({ at }) => at !== undefined)
  return failed(draft, 'translation-impossible', {
    count: problems.length,
    problems: problems.slice(0, PROBLEMS_MAX),
    losses: keptLosses(unread, of.source, LOSSES_SHOWN),
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
