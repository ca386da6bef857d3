import { standardOf as tablesOf } from '../../../edi/x12/standards.ts'
import type { Loss } from '../../../formats/mapping/report.ts'
import { formatIn, TARGETS, type Target, type TargetName } from '../../../formats/targets.ts'
import { FORMATS, type Output, translate } from '../../../formats/translate.ts'
import { canonicalOf, formatOf, type Named, sourceIn } from '../comparing/canonical.ts'
import type { TargetEnvelope } from './envelope.ts'
import { writeTarget } from './writing.ts'

/** All that writing a form needs to know: plain data, since a large document is written in a process of its own. */
export interface Wish {
  named: Named
  format: TargetName
  /** The beginning of its interchange. */
  head: Uint8Array
  bytes: Uint8Array
  /** Its number as a set or message. */
  number: string
  /** Null: the target has none. */
  envelope: TargetEnvelope | null
}

export interface Made {
  /** As translation calls them; null: there is none. */
  source: string | null
  target: string | null
  type: string
  /** Null: a problem stands in the way. */
  bytes: Uint8Array | null
  envelope: TargetEnvelope | null
  problems: object[]
  losses: Loss[]
}

/** Translates and writes one document: nothing is made up that it does not say. */
export function makeForm({ named, format, head, bytes, number, envelope }: Wish): Made {
  const source = formatOf(named)
  const target = source && formatIn(format, kindOf(source, named, { head, bytes }))
  const given = source && sourceIn(named.standard, head, bytes)
  const none: Made = { source, target, type: '', bytes: null, envelope: null, problems: [], losses: [] }
  if (!source || !target || !given) return { ...none, target: null }
  const { output, report } = translate(given, source, target, { lineage: false })
  const type = target.split(':')[1] ?? target
  const { losses } = report
  const wrong = report.problems.filter(({ severity }) => severity === 'error')
  if (!output || wrong.length > 0) return { ...none, type, problems: wrong, losses }
  return { ...none, type, losses, ...written(output, { type, target: TARGETS[format], number, envelope }) }
}

/** Of those with several kinds, such as invoice and credit note, the document itself says which it is. */
function kindOf(source: string, named: Named, { head, bytes }: Pick<Wish, 'head' | 'bytes'>): string {
  const { kinds } = FORMATS[source]!
  return kinds.length === 1 ? kinds[0]! : (canonicalOf(named, head, bytes)?.kind ?? kinds[0]!)
}

function written(
  output: Output,
  of: { type: string; target: Target; number: string; envelope: TargetEnvelope | null },
): Pick<Made, 'bytes' | 'envelope' | 'problems'> {
  if ('text' in output) {
    const text = output.text.endsWith('\n') ? output.text : `${output.text}\n`
    return { bytes: Buffer.from(text), envelope: null, problems: [] }
  }
  const { type, target, number } = of
  const { gs, ...around } = of.envelope!
  // GS01 of the set; a message of EDIFACT is in no group.
  const functionalId = target.standard === 'x12' ? (tablesOf(target.version)?.sets[type]?.functionalId ?? '') : ''
  const envelope = { ...around, gs: { ...gs, functionalId } }
  const made = writeTarget({ type, version: target.version, number, segments: output.segments, envelope })
  return made.problems.length > 0 ? { ...made, bytes: null } : made
}
