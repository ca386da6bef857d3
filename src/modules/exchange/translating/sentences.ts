import { type Problem as CodecProblem, renderProblem } from '../../../edi/problems.ts'
import { type Problem as FormatProblem, sentenceOf } from '../../../formats/problems.ts'
import type { KeptLoss } from './losses.ts'

type Found = Record<string, unknown>

/** Of the codec, or of translation. */
type Cause = CodecProblem | FormatProblem

const about = (p: Found) => `${p['type']} ${p['key'] ?? ''}`.trimEnd()
const lost = (p: Found) =>
  ((p['losses'] ?? []) as KeptLoss[])
    .slice(0, SHOWN)
    .map(({ at, path, value, reason }) => `${at ?? path} "${value}" (${reason})`)
const why = (cause: Cause) => ('level' in cause ? renderProblem(cause) : sentenceOf(cause))

/** The sentences of these problems. */
export const TRANSLATION: Record<string, (p: Found) => string> = {
  'translation-loses': (p) => {
    const list = lost(p)
    const others = Number(p['count']) - list.length
    return `${about(p)} says what ${p['format']} has no place for: ${list.join('; ')}${others > 0 ? `, and ${others} more` : ''}. Release it without that, decline it, or correct it.`
  },
  'translation-impossible': (p) => {
    const causes = (p['problems'] ?? []) as Cause[]
    const first = causes.slice(0, SHOWN).map(why).join(' ')
    const unread = lost(p)
    const besides = unread.length > 0 ? ` What of it could not be taken over: ${unread.join('; ')}.` : ''
    return `${about(p)} cannot be written as ${p['format']}: ${first || 'it could not be read as a business document.'}${besides} Correct it, or change what the agreement wants it delivered as, and release it.`
  },
  'translation-too-large': (p) =>
    `${about(p)} has ${p['sizeBytes']} bytes${p['reason'] ? ` and took ${p['reason']}` : ''}, expected at most 64 MB of a document that is translated to ${p['format']}. Have it sent in parts, or agree to deliver it as it comes.`,
  'translation-no-form': (p) =>
    `There is no way to write ${p['type']} ${p['version']} as ${p['format']}. Agree on another form for this type, or to deliver it as it comes (deliverAs: null), and release it.`,
  'translation-unnamed': (p) =>
    `${p['organization']} has no ${p['mode']} identifier of the scheme ${p['scheme']}, which the envelope of the receiver's form needs. Add it, and release the document.`,
}

const SHOWN = 3
