/** Where and what: found by a reader, kept as data, rendered as one sentence when shown. */
export interface Problem {
  code: ProblemCode
  level: 'interchange' | 'group' | 'set' | 'segment' | 'element'
  /** A warning is kept and shown, but never rejects: what our tables do not know for certain. */
  severity: 'error' | 'warning'
  /** The code that an acknowledgement reports: TA105, AK905, AK502, AK304 or AK403, by level. */
  acknowledgement: string
  segment?: string
  /** Within the set, ST = 1. */
  segmentPosition?: number
  /** From 1. */
  element?: number
  /** The element's number in the data element dictionary. */
  reference?: number
  /** As found: at most 99 characters, control characters escaped. */
  value?: string
  expected?: string
  /** Of the first byte concerned, in the payload. */
  offset: number
  [more: string]: unknown
}

type Sentence = (p: Problem) => string

const at = (p: Problem) => {
  const element = p.element === undefined ? '' : String(p.element).padStart(2, '0')
  const position = p.segmentPosition === undefined ? '' : ` (segment ${p.segmentPosition} of its set)`
  return `${p.segment ?? 'The envelope'}${element}${position}`
}
const found = (p: Problem) => (p.value === undefined || p.value === '' ? 'nothing' : `"${p.value}"`)

/** The closed list. Each sentence says what was found, what was expected, where, and what to do. */
const SENTENCES = {
  empty: () => 'The file is empty. Send it again with its content.',
  'not-an-interchange': (p) =>
    `${p['length'] ?? 'Some'} bytes from byte ${p.offset} on are no interchange: found ${found(p)}, expected "ISA". Send only the interchange, as plain bytes.`,
  'isa-truncated': (p) =>
    `The ISA at byte ${p.offset} ends too early or its elements are not of fixed width: ${p.expected}. Write all sixteen elements in full width (106 characters).`,
  'isa-invalid': (p) => `${at(p)} is ${found(p)}, expected ${p.expected}. Correct the envelope and send again.`,
  'delimiters-invalid': (p) =>
    `The delimiters in ISA cannot be used: ${p.expected}, found ${found(p)}. Use four different characters that are no letters, digits or spaces.`,
  'interchange-unfinished': (p) =>
    `The data ends before the interchange does: ${p.expected} is missing at byte ${p.offset}. The transfer may have been cut; send the whole file again.`,
  'control-number-mismatch': (p) =>
    `${at(p)} is ${found(p)}, expected ${p.expected} as in its header. Header and trailer must carry the same control number.`,
  'count-mismatch': (p) =>
    `${at(p)} says ${found(p)}, but ${p.expected} were found. Something is missing or was added; send the whole again.`,
  'segment-misplaced': (p) => `${at(p)} stands where ${p.expected} was expected. Put it in its place.`,
  'segment-too-long': (p) =>
    `No segment terminator was found within ${p.expected} bytes from byte ${p.offset} on. Check the terminator that ISA declares.`,
  'segment-missing': (p) =>
    `The mandatory segment ${p.segment} is missing before segment ${p.segmentPosition}. Add it.`,
  'segment-unrecognized': (p) =>
    `"${p.segment}" (segment ${p.segmentPosition}) is no segment identifier. Check the delimiters, or remove it.`,
  'segment-not-in-set': (p) =>
    `${at(p)} is not among the segments that are known for this set; it was not checked further.`,
  'segment-out-of-sequence': (p) => `${at(p)} comes later than its place in the set.`,
  'segment-too-often': (p) =>
    `${at(p)} is used more often than the ${p.expected} times that the standard allows. Remove the surplus.`,
  'loop-too-often': (p) =>
    `The loop that begins with ${at(p)} occurs more often than the ${p.expected} times that the standard allows.`,
  'trailer-missing': (p) => `The set ends without its SE before byte ${p.offset}. Add the trailer.`,
  'set-unsupported': (p) =>
    `The set identifier ${found(p)} in ST01 is no transaction set. Use its three digits, such as 850.`,
  'control-number-repeated': (p) =>
    `The control number ${found(p)} in ${p.segment}02 was used before in this group. Number sets without repeats.`,
  'element-missing': (p) => `${at(p)} is mandatory, but empty. Fill it in.`,
  'element-condition-missing': (p) => `${at(p)} is empty, but required here: ${p.expected}. Fill it in.`,
  'element-excluded': (p) => `${at(p)} must be empty here: ${p.expected}. Leave one of them out.`,
  'element-too-many': (p) =>
    `${p.segment} (segment ${p.segmentPosition}) has ${found(p)} elements, at most ${p.expected} are defined. Remove the surplus.`,
  'element-too-short': (p) => `${at(p)} is ${found(p)}, shorter than ${p.expected} characters.`,
  'element-too-long': (p) => `${at(p)} is ${found(p)}, longer than ${p.expected} characters.`,
  'element-character': (p) => `${at(p)} is ${found(p)}, which is not ${p.expected}.`,
  'element-code': (p) => `${at(p)} is ${found(p)}, expected one of ${p.expected}.`,
  'element-date': (p) => `${at(p)} is ${found(p)}, which is no date of the calendar as ${p.expected}.`,
  'element-time': (p) => `${at(p)} is ${found(p)}, which is no time of day as ${p.expected}.`,
} satisfies Record<string, Sentence>

export type ProblemCode = keyof typeof SENTENCES

/** One plain sentence for a problem of the codec. */
export function renderProblem(problem: Problem): string {
  const sentence: Sentence | undefined = SENTENCES[problem.code]
  return sentence ? sentence(problem) : `Problem ${problem.code}.`
}

/** A value as it may be shown: cut, and without control characters. */
export function shown(text: string): string {
  let result = ''
  for (const character of text.slice(0, 90)) {
    const code = character.charCodeAt(0)
    result += code < 0x20 || (code >= 0x7f && code < 0xa0) ? `\\x${code.toString(16).padStart(2, '0')}` : character
    if (result.length > 95) break
  }
  return result.slice(0, 99)
}
