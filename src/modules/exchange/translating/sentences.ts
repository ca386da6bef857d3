import { type Problem as CodecProblem, renderProblem } from '../../../edi/problems.ts'
import type { Loss } from '../../../formats/mapping/report.ts'
import { type Problem as FormatProblem, sentenceOf } from '../../../formats/problems.ts'

type Found = Record<string, unknown>

/** Of the codec, or of translation. */
type Cause = CodecProblem | FormatProblem

const about = (p: Found) => `${p['type']} ${p['key'] ?? ''}`.trimEnd()
const why = (cause: Cause) => ('level' in cause ? renderProblem(cause) : sentenceOf(cause))

/** The sentences of these problems. */
export const TRANSLATION: Record<string, (p: Found) => string> = {
  'translation-loses': (p) => {
    const losses = (p['losses'] ?? []) as Loss[]
    const more = Number(p['count']) - losses.length
    const list = losses.slice(0, SHOWN).map(({ at, path, value, reason }) => `${at ?? path} "${value}" (${reason})`)
    const others = more + losses.length - list.length
    return `${about(p)} says what ${p['format']} has no place for: ${list.join('; ')}${others > 0 ? `, and ${others} more` : ''}. Release it without that, decline it, or correct it.`
  },
  'translation-impossible': (p) => {
    const causes = (p['problems'] ?? []) as Cause[]
    const first = causes.slice(0, SHOWN).map(why).join(' ')
    return `${about(p)} cannot be written as ${p['format']}: ${first || 'it could not be read as a business document.'} Correct it, or change what the agreement wants it delivered as, and release it.`
  },
  'translation-too-large': (p) =>
    `${about(p)} has ${p['sizeBytes']} bytes, expected at most 64 MB of a document that is translated to ${p['format']}. Have it sent in parts, or agree to deliver it as it comes.`,
  'translation-no-form': (p) =>
    `There is no way to write ${p['type']} ${p['version']} as ${p['format']}. Agree on another form for this type, or to deliver it as it comes (deliverAs: null), and release it.`,
  'translation-unnamed': (p) =>
    `${p['organization']} has no ${p['mode']} identifier of the scheme ${p['scheme']}, which the envelope of the receiver's form needs. Add it, and release the document.`,
}

const SHOWN = 3
