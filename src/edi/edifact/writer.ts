import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { ANY, type Charset, charsetOf, transliterated } from './charsets.ts'
import type { MessageName, Party } from './items.ts'
import { DEFAULT_SERVICE, inVersion, isDefault, type ServiceString, unaText } from './service-string.ts'

/** An element to be written: its text, its components, or its repeats with the components of each (syntax version 4). */
export type ElementText = string | readonly string[] | readonly (readonly string[])[]

/** Tag and elements. */
export type SegmentText = readonly [tag: string, ...elements: ElementText[]]

export interface MessageText extends MessageName {
  /** 0062 */
  reference: string
  accessReference?: string
  /** Without UNH and UNT. */
  segments: readonly SegmentText[]
}

/** Who writes to whom, in which syntax, under which number: control references are given, none is made up here. */
export interface EnvelopeText {
  /** S001: such as UNOC, and 3. */
  syntax: { id: string; version: 1 | 2 | 3 | 4 }
  sender: PartyText
  receiver: PartyText
  /** Of preparation, written in UTC; with syntax version 4 in eight digits. */
  at: Date
  /** 0020 */
  reference: string
  password?: string
  application?: string
  priority?: string
  /** 0031 */
  acknowledgement?: '' | '1' | '2'
  agreement?: string
  /** 0035 */
  test?: boolean
  /** Other service characters than the standard's; UNA then says so. */
  service?: ServiceString
  /** True: UNA is written even where it says nothing new. */
  una?: boolean
  /** What the level lacks is written in its letters, where it has such. */
  transliterate?: boolean
  /** A line end behind each segment. */
  lines?: boolean
}

export type PartyText = Pick<Party, 'id'> & Partial<Party>

export interface Written {
  /** Null: a problem stands in the way. */
  bytes: Uint8Array | null
  problems: Problem[]
}

/** A whole interchange of messages, without groups. What its characters cannot carry is a problem and writes nothing. */
export function writeInterchange(envelope: EnvelopeText, messages: readonly MessageText[]): Written {
  const { syntax, reference } = envelope
  const charset = charsetOf(syntax.id)
  if (!charset) return { bytes: null, problems: [unknownLevel(syntax.id)] }
  const writer = writerOf(envelope, charset)
  writer.write(unbOf(envelope))
  for (const message of messages) writeMessage(writer, message)
  writer.write(['UNZ', String(messages.length), reference])
  if (writer.problems.some((one) => one.severity === 'error')) return { bytes: null, problems: writer.problems }
  return { bytes: Buffer.concat([unaOf(envelope), writer.bytes()]), problems: writer.problems }
}

/** Messages without what stands around them, for an envelope that is written later. */
export function writeMessages(
  envelope: Pick<EnvelopeText, 'syntax' | 'service' | 'transliterate'>,
  messages: readonly MessageText[],
): Written {
  const charset = charsetOf(envelope.syntax.id)
  if (!charset) return { bytes: null, problems: [unknownLevel(envelope.syntax.id)] }
  const writer = writerOf(envelope, charset)
  for (const message of messages) writeMessage(writer, message)
  const failed = writer.problems.some((one) => one.severity === 'error')
  return { bytes: failed ? null : writer.bytes(), problems: writer.problems }
}

/** The same for an answer: it repeats what came, also what its level does not have. */
export function writeEchoing(envelope: EnvelopeText, messages: readonly MessageText[]): Uint8Array {
  const { head, tail } = envelopeAround(envelope, messages.length)
  const writer = writerOf(envelope, charsetOf(envelope.syntax.id) ?? ANY)
  for (const message of messages) writeMessage(writer, message)
  return Buffer.concat([head, writer.bytes(), tail])
}

/** What stands around messages that are already written: UNA where it is needed, UNB, and UNZ. */
export function envelopeAround(envelope: EnvelopeText, messageCount: number): { head: Uint8Array; tail: Uint8Array } {
  const charset = charsetOf(envelope.syntax.id) ?? ANY
  const [head, tail] = [writerOf(envelope, charset), writerOf(envelope, charset)]
  head.write(unbOf(envelope))
  tail.write(['UNZ', String(messageCount), envelope.reference])
  return { head: Buffer.concat([unaOf(envelope), head.bytes()]), tail: tail.bytes() }
}

function serviceOf({ service, syntax }: Pick<EnvelopeText, 'service' | 'syntax'>): ServiceString {
  return inVersion(service ?? DEFAULT_SERVICE, syntax.version)
}

function writerOf(
  envelope: Pick<EnvelopeText, 'syntax' | 'service' | 'transliterate' | 'lines'>,
  charset: Charset,
): SegmentWriter {
  const { transliterate = false, lines = false } = envelope
  return new SegmentWriter({ service: serviceOf(envelope), charset, transliterate, lines })
}

function unaOf(envelope: EnvelopeText): Uint8Array {
  const service = serviceOf(envelope)
  const needed = envelope.una === true || !isDefault(service, envelope.syntax.version)
  return Buffer.from(needed ? unaText(service) + (envelope.lines ? LINE_END : '') : '', 'latin1')
}

const LINE_END = '\r\n'

function unbOf(of: EnvelopeText): SegmentText {
  const { syntax, sender, receiver, at } = of
  const stamp = at.toISOString()
  const date = stamp.slice(syntax.version >= 4 ? 0 : 2, 10).replaceAll('-', '')
  return [
    'UNB',
    [syntax.id, String(syntax.version)],
    partyText(sender),
    partyText(receiver),
    [date, stamp.slice(11, 16).replace(':', '')],
    of.reference,
    of.password ?? '',
    of.application ?? '',
    of.priority ?? '',
    of.acknowledgement ?? '',
    of.agreement ?? '',
    of.test ? '1' : '',
  ]
}

export function partyText({ id, qualifier = '', internal = '', subInternal = '' }: PartyText): string[] {
  return [id, qualifier, internal, subInternal]
}

function writeMessage(writer: SegmentWriter, message: MessageText): void {
  const { type, version, release, agency, association, reference, accessReference = '', segments } = message
  writer.write(['UNH', reference, [type, version, release, agency, association], accessReference])
  for (const segment of segments) writer.write(segment)
  writer.write(['UNT', String(segments.length + 2), reference])
}

export interface WriterOptions {
  service: ServiceString
  charset: Charset
  transliterate: boolean
  lines: boolean
}

const PIECE_CHARS = 65_536

/** Writes segments: separators, release characters, and the bytes of the level; never an empty element at an end. */
export class SegmentWriter {
  readonly problems: Problem[] = []
  readonly #options: WriterOptions
  readonly #separators: { component: string; element: string; repetition: string | null; end: string }
  readonly #special: RegExp
  readonly #pieces: Uint8Array[] = []
  #text = ''
  #count = 0

  constructor(options: WriterOptions) {
    this.#options = options
    const { component, element, release, repetition, terminator } = options.service
    const text = (byte: number) => String.fromCharCode(byte)
    const end = text(terminator) + (options.lines ? LINE_END : '')
    const repeats = repetition === null ? null : text(repetition)
    this.#separators = { component: text(component), element: text(element), repetition: repeats, end }
    const bytes = [component, element, release, repetition, terminator].filter((byte) => byte !== null)
    this.#special = new RegExp(`[${bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}]`, 'g')
  }

  write([tag, ...elements]: SegmentText): void {
    this.#count++
    const texts = elements.map((element, index) => this.#element(element, { tag, index }))
    while (texts.at(-1) === '') texts.pop()
    const { element, end } = this.#separators
    this.#text += [tag, ...texts].join(element) + end
    if (this.#text.length > PIECE_CHARS) this.#flush()
  }

  /** All that was written. */
  bytes(): Uint8Array {
    this.#flush()
    return Buffer.concat(this.#pieces)
  }

  #flush(): void {
    if (this.#text !== '') this.#pieces.push(this.#options.charset.encode(this.#text))
    this.#text = ''
  }

  #element(element: ElementText, place: { tag: string; index: number }): string {
    if (typeof element === 'string') return this.#value(element, place)
    const repeats = isRepeated(element) ? element : [element]
    const { component, repetition } = this.#separators
    const texts = repeats.map((values) => {
      const parts = values.map((value) => this.#value(value, place))
      while (parts.at(-1) === '') parts.pop()
      return parts.join(component)
    })
    while (texts.at(-1) === '') texts.pop()
    if (texts.length > 1 && repetition === null)
      this.#problem('element-repeated', place, { value: String(texts.length), expected: '1' })
    return texts.join(repetition ?? component)
  }

  #value(value: string, place: { tag: string; index: number }): string {
    if (value === '') return ''
    const { charset, service, transliterate } = this.#options
    let text = value
    let lacking = charset.lacking(text)
    if (lacking !== '' && transliterate) {
      text = transliterated(text, charset)
      lacking = charset.lacking(text)
    }
    if (lacking !== '') this.#problem('character-not-encodable', place, { value: lacking, expected: charset.name })
    if (service.release !== null) return text.replace(this.#special, `${released(service.release)}$&`)
    if (this.#special.test(text))
      this.#problem('character-not-encodable', place, { value: text, expected: 'a UNA without release character' })
    this.#special.lastIndex = 0
    return text
  }

  #problem(
    code: ProblemCode,
    { tag, index }: { tag: string; index: number },
    of: { value: string; expected: string },
  ): void {
    if (this.problems.length >= PROBLEMS_MAX) return
    this.problems.push({
      code,
      standard: 'edifact',
      level: 'element',
      severity: 'error',
      acknowledgement: code === 'element-repeated' ? '35' : '21',
      segment: tag,
      segmentPosition: this.#count,
      element: index + 1,
      value: shown(of.value),
      expected: of.expected,
      offset: 0,
    })
  }
}

const PROBLEMS_MAX = 100

function isRepeated(
  element: readonly string[] | readonly (readonly string[])[],
): element is readonly (readonly string[])[] {
  return Array.isArray(element[0])
}

/** As a replacement pattern has it. */
function released(byte: number): string {
  const character = String.fromCharCode(byte)
  return character === '$' ? '$$' : character
}

function unknownLevel(id: string): Problem {
  return {
    code: 'charset-unsupported',
    standard: 'edifact',
    level: 'interchange',
    severity: 'error',
    acknowledgement: '46',
    segment: 'UNB',
    element: 1,
    component: 1,
    reference: '0001',
    value: shown(id),
    expected: 'a level that can be written here',
    offset: 0,
  }
}
