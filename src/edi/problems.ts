import { GUIDE_SENTENCES } from './guides/sentences.ts'

/** Where and what: found by a reader, kept as data, rendered as one sentence when shown. */
export interface Problem {
  code: ProblemCode
  /** Absent: X12. */
  standard?: 'edifact'
  /** `set` is a message of EDIFACT, too. */
  level: 'interchange' | 'group' | 'set' | 'segment' | 'element'
  /** A warning is kept and shown, but never rejects: what our tables do not know for certain. */
  severity: 'error' | 'warning'
  /** The code that an acknowledgement reports: TA105, AK905, AK502, AK304 or AK403, by level; 0085 in EDIFACT. */
  acknowledgement: string
  segment?: string
  /** Within the set, ST = 1, or the message, UNH = 1. */
  segmentPosition?: number
  /** From 1. */
  element?: number
  /** From 1, in a composite of EDIFACT. */
  component?: number
  /** The element's number in the data element dictionary; of EDIFACT with its zeros, such as 0062. */
  reference?: number | string
  /** As found: at most 99 characters, control characters escaped. */
  value?: string
  expected?: string
  /** Of the first byte concerned, in the payload. */
  offset: number
  [more: string]: unknown
}

type Sentence = (p: Problem) => string

const times = (p: Problem) => (p.expected === '1' ? 'the one time' : `the ${p.expected} times`)

const unit = (p: Problem) => (p.standard === 'edifact' ? 'message' : 'set')

const at = (p: Problem) => {
  if (p.standard === 'edifact') return atInMessage(p)
  const element = p.element === undefined ? '' : String(p.element).padStart(2, '0')
  const position = p.segmentPosition === undefined ? '' : ` (segment ${p.segmentPosition} of its set)`
  return `${p.segment ?? 'The envelope'}${element}${position}`
}

/** `DTM 2380 (element 1, component 2, segment 3 of its message)` */
function atInMessage(p: Problem): string {
  const places = [
    p.element === undefined ? '' : `element ${p.element}`,
    p.component === undefined ? '' : `component ${p.component}`,
    p.segmentPosition === undefined ? '' : `segment ${p.segmentPosition} of its message`,
  ].filter((place) => place !== '')
  const reference = p.reference === undefined ? '' : ` ${p.reference}`
  return `${p.segment ?? 'The envelope'}${reference}${places.length === 0 ? '' : ` (${places.join(', ')})`}`
}

const found = (p: Problem) => (p.value === undefined || p.value === '' ? 'nothing' : `"${p.value}"`)

/** The closed list. Each sentence says what was found, what was expected, where, and what to do. */
const SENTENCES = {
  empty: () => 'The file is empty. Send it again with its content.',
  'not-an-interchange': (p) =>
    `${p['length'] ?? 'Some'} bytes from byte ${p.offset} on are no interchange: found ${found(p)}, expected ${p.expected ?? '"ISA" or "UNB"'}. Send only the interchange, as plain bytes.`,
  'isa-truncated': (p) =>
    `The ISA at byte ${p.offset} ends too early or its elements are not of fixed width: ${p.expected}. Write all sixteen elements in full width (106 characters).`,
  'isa-invalid': (p) => `${at(p)} is ${found(p)}, expected ${p.expected}. Correct the envelope and send again.`,
  'unb-unreadable': (p) =>
    `The UNB at byte ${p.offset} cannot be read: expected ${p.expected}, found ${found(p)}. Send the interchange from its first byte on, with the delimiters that it declares.`,
  'unb-invalid': (p) => `${at(p)} is ${found(p)}, expected ${p.expected}. Correct the envelope and send again.`,
  'syntax-unsupported': (p) =>
    `${at(p)} is ${found(p)}, expected ${p.expected}. Write the interchange in a syntax of ISO 9735 that both sides know.`,
  'charset-unsupported': (p) =>
    `${at(p)} names the characters ${found(p)}, which cannot be read here; expected ${p.expected}.`,
  'interchange-empty': (p) =>
    `The interchange holds no message before ${p.segment} at byte ${p.offset}. Send it with its messages.`,
  'group-mixed': (p) =>
    `${p.segment} at byte ${p.offset} stands outside a group in an interchange that has groups. Put all messages into groups, or none.`,
  'delimiters-invalid': (p) =>
    `The delimiters in ${p.segment} cannot be used: ${p.expected}, found ${found(p)}. Use four different characters that are no letters, digits or spaces.`,
  'interchange-unfinished': (p) =>
    `The data ends before the interchange does: ${p.expected} is missing at byte ${p.offset}. The transfer may have been cut; send the whole file again.`,
  'control-number-mismatch': (p) =>
    `${at(p)} is ${found(p)}, expected ${p.expected} as in its header. Header and trailer must carry the same control number.`,
  'count-mismatch': (p) =>
    `${at(p)} says ${found(p)}, but ${p.expected} were found. Something is missing or was added; send the whole again.`,
  'segment-misplaced': (p) => `${at(p)} stands where ${p.expected} was expected. Put it in its place.`,
  'segment-too-long': (p) =>
    `No segment terminator was found within ${p.expected} bytes from byte ${p.offset} on. Check the terminator that the header declares.`,
  'segment-missing': (p) =>
    `The mandatory segment ${p.segment} is missing before segment ${p.segmentPosition}. Add it.`,
  'segment-unrecognized': (p) =>
    `"${p.segment}" (segment ${p.segmentPosition}) is no segment identifier. Check the delimiters, or remove it.`,
  'segment-not-in-set': (p) =>
    `${at(p)} is not among the segments that are known for this set; it was not checked further.`,
  'segment-not-in-message': (p) =>
    `${at(p)} is no segment of ${p.expected ?? 'this message'}. Remove it, or send the message that has it.`,
  'segment-out-of-sequence': (p) =>
    p.standard === 'edifact'
      ? `${at(p)} cannot stand here: its place is earlier in the message, or in a group whose first segment is missing.`
      : `${at(p)} does not stand in its place in the set.`,
  'segment-too-often': (p) =>
    `${at(p)} is used more often than ${times(p)} that the standard allows. Remove the surplus.`,
  'loop-too-often': (p) =>
    `The loop that begins with ${at(p)} occurs more often than ${times(p)} that the standard allows.`,
  'trailer-missing': (p) =>
    `The ${p.level === 'group' ? 'group' : unit(p)} ends without its ${p.segment} before byte ${p.offset}. Add the trailer.`,
  'set-unsupported': (p) =>
    `The set identifier ${found(p)} in ST01 is no transaction set. Use its three digits, such as 850.`,
  'message-unsupported': (p) =>
    `UNH S009 is ${found(p)}, which names no type of message. Name type, version, release and agency, such as ORDERS:D:96A:UN.`,
  'message-not-checked': (p) =>
    `${p.value ?? 'This message'} is not among the ${unit(p)}s known here: its envelope and counts were checked, nothing else.`,
  'reference-repeated': (p) =>
    `${at(p)} is ${found(p)}, which was used before in this interchange. Number messages without repeats.`,
  'control-number-repeated': (p) =>
    `The control number ${found(p)} in ${p.segment}02 was used before in this group. Number sets without repeats.`,
  'element-missing': (p) => `${at(p)} is mandatory, but empty. Fill it in.`,
  'element-condition-missing': (p) => `${at(p)} is empty, but required here: ${p.expected}. Fill it in.`,
  'element-excluded': (p) => `${at(p)} must be empty here: ${p.expected}. Leave one of them out.`,
  'element-too-many': (p) =>
    `${p.segment} (segment ${p.segmentPosition}) has ${found(p)} elements, at most ${p.expected} are defined. Remove the surplus.`,
  'component-too-many': (p) =>
    `${at(p)} has ${found(p)} components, at most ${p.expected} are defined. Remove the surplus.`,
  'element-repeated': (p) => `${at(p)} is there ${found(p)} times, at most ${p.expected} of them is defined.`,
  'trailing-separator': (p) => `${at(p)} ends with a separator that nothing follows. Leave it out.`,
  'decimal-notation': (p) => `${at(p)} is ${found(p)}, expected ${p.expected}.`,
  'character-invalid': (p) => `${at(p)} is ${found(p)}, which holds ${p.expected}. Write it without them.`,
  'character-outside-level': (p) =>
    `${at(p)} holds ${found(p)}: characters that ${p.expected} does not have. Name a level in UNB that has them; others are not told again.`,
  'character-not-encodable': (p) =>
    `${at(p)} holds ${found(p)}: characters that ${p.expected} cannot carry. ${p.standard === 'edifact' ? 'Use another level, or let them be replaced' : 'Write it without them'}.`,
  'element-too-short': (p) => `${at(p)} is ${found(p)}, shorter than ${p.expected} characters.`,
  'element-too-long': (p) => `${at(p)} is ${found(p)}, longer than ${p.expected} characters.`,
  'element-character': (p) => `${at(p)} is ${found(p)}, which is not ${p.expected}.`,
  'element-code': (p) => `${at(p)} is ${found(p)}, expected one of ${p.expected}.`,
  'element-date': (p) => `${at(p)} is ${found(p)}, which is no date of the calendar as ${p.expected}.`,
  'element-time': (p) => `${at(p)} is ${found(p)}, which is no time of day as ${p.expected}.`,
  ...GUIDE_SENTENCES,
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
