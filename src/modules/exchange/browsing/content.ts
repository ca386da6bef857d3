import { HEADER_BYTES, headerOf } from '../../../edi/edifact/header.ts'
import { outlineMessage } from '../../../edi/edifact/outline.ts'
import { marksFor } from '../../../edi/edifact/service-string.ts'
import { MASK, type SensitiveClass } from '../../../edi/sensitive/classes.ts'
import { type Marks, maskComponent, maskElements, maskJson, maskSet } from '../../../edi/sensitive/masking.ts'
import { ISA_BYTES, readIsa } from '../../../edi/x12/isa.ts'
import { type Outline, outlineSet } from '../../../edi/x12/outline.ts'
import { outlineXml } from '../../../formats/xml/outline.ts'
import type { PayloadReader } from '../../../platform/payloads/payloads.ts'
import type { Rows } from '../../../platform/rows-of.ts'
import type { Exchange } from '../exchange.ts'
import type { Asker } from '../queries.ts'
import { isXml } from '../standards/envelope.ts'
import { itemReader } from '../standards/reading.ts'

/** As its sender gave it to us, or as we gave it to its receiver. */
export type Form = 'received' | 'sent'

/** What is read for people; the rest is in the file. */
const BYTES_MAX = 1_048_576
const SEGMENTS_MAX = 2_000
/** Files that the grid does not read are shown as text if they are short. */
const TEXT_BYTES_MAX = 65_536

// biome-ignore lint/suspicious/noExplicitAny: a row of `findDocument`
type DocumentRow = any

/** The forms of a document that this asker may see: each side its own, the grid both. */
export function formsFor(asker: Asker, document: DocumentRow): Form[] {
  const forms: Form[] = []
  if (asker === null || document.sender === asker) forms.push('received')
  if (document.outgoing !== null && (asker === null || document.receiver === asker)) forms.push('sent')
  // Set aside before anybody knew whose it is: it came by the asker's own channel.
  if (forms.length === 0 && document.sender === null) forms.push('received')
  return forms
}

/** With the component's place in a composite of EDIFACT. */
type ShownSegment = Omit<Outline['segments'][number], 'elements'> & {
  elements: ShownValue[]
  /** Of an element of XML, by which problems name it. */
  place?: { path: string; line: number }
}

type ShownValue = Outline['segments'][number]['elements'][number] & {
  component?: number
  /** Of a value of XML. */
  of?: SensitiveClass | null
}

export interface Content {
  segments: ShownSegment[]
  count: number
  /** The bytes as text, each byte a character. */
  text: string
  cut: boolean
  /** Null: the grid does not read it. */
  marks: Marks | 'xml' | null
}

/** The bytes that a form is in, and where its interchange begins in them. */
export interface Source {
  payload: Buffer
  base: number
}

/** Looked up as who asks; null where they have no such form. */
export async function sourceOf(rows: Rows, document: DocumentRow, form: Form): Promise<Source | null> {
  const interchange = form === 'received' ? document.interchange : document.outgoing
  const { rows: found } = await rows.query('select payload, from_offset from interchanges where id = $1', [interchange])
  if (found[0] === undefined) return null
  return { payload: found[0].payload, base: form === 'received' ? found[0].from_offset : 0 }
}

/** What a document says, in one of its forms; null where it is not there. */
export async function contentOf(
  x: Exchange,
  document: DocumentRow,
  { form, payload, base }: Source & { form: Form },
): Promise<Content | null> {
  const reader = await x.payloads.open(payload)
  try {
    if (form === 'sent' && document.sent_standard) return await contentOfSent(document, reader)
    if (isXml(document.standard)) return outlinedXml(document, reader)
    if (document.standard !== 'x12' && document.standard !== 'edifact')
      return opaque(await reader.read(0, TEXT_BYTES_MAX), reader.sizeBytes)
    const { from_offset: from, to_offset: to } = document
    const place = form === 'received' ? { base, from, to } : await placeSent(document, reader)
    return place && (await outlined(document, reader, place))
  } finally {
    await reader.close()
  }
}

/** What it has become for its receiver. */
async function contentOfSent(document: DocumentRow, reader: PayloadReader): Promise<Content | null> {
  const { sent_standard: standard, sent_type: type, sent_version: version, sent_number: number } = document
  if (isXml(standard)) return outlinedXml({ standard }, reader)
  if (number === null) return opaque(await reader.read(0, TEXT_BYTES_MAX), reader.sizeBytes)
  const sent = { ...document, standard, type, version }
  const place = await placeSent(sent, reader)
  return place && (await outlined(sent, reader, place))
}

interface Place {
  /** Where its interchange begins. */
  base: number
  from: number
  to: number
}

async function outlined(
  document: DocumentRow,
  reader: PayloadReader,
  { base, from, to }: Place,
): Promise<Content | null> {
  if (document.standard === 'edifact') return outlinedMessage(document, reader, { base, from, to })
  const { isa } = readIsa(await reader.read(base, ISA_BYTES), base)
  if (isa === null) return null
  const bytes = await reader.read(from, Math.min(to - from, BYTES_MAX))
  const { version, type } = document
  const outline = outlineSet(bytes, { version, type, delimiters: isa.delimiters, segmentsMax: SEGMENTS_MAX })
  const cut = to - from > BYTES_MAX || outline.count > SEGMENTS_MAX
  return { ...outline, text: bytes.toString('latin1'), cut, marks: marksOf(isa.delimiters) }
}

async function outlinedMessage(document: DocumentRow, reader: PayloadReader, place: Place): Promise<Content | null> {
  const { base, from, to } = place
  const unb = headerOf(await reader.read(base, HEADER_BYTES))
  if (unb === null) return null
  const bytes = await reader.read(from, Math.min(to - from, BYTES_MAX))
  const { service, charset } = unb
  const [version, release] = document.version.split('.')
  const of = { type: document.type, version, release, service, charset, segmentsMax: SEGMENTS_MAX }
  const outline = outlineMessage(bytes, of)
  const cut = to - from > BYTES_MAX || outline.count > SEGMENTS_MAX
  return { ...outline, text: bytes.toString('latin1'), cut, marks: marksFor(service) }
}

/** Each element as if it were a segment: its attributes, then its text. */
async function outlinedXml({ standard }: DocumentRow, reader: PayloadReader): Promise<Content> {
  const bytes = await reader.read(0, Math.min(reader.sizeBytes, BYTES_MAX))
  const { elements, count } = outlineXml(bytes, { elementsMax: SEGMENTS_MAX })
  const segments = elements.map(({ path, tag, level, line, values }, at): ShownSegment => {
    const shown = values.map(({ name, value, of }, index) => ({ position: index + 1, name, value, of }))
    return { position: at + 1, tag, name: wordsOf(tag), level, elements: shown, place: { path, line } }
  })
  const text = standard === 'cxml' ? withoutSecrets(bytes.toString('latin1')) : bytes.toString('latin1')
  const cut = reader.sizeBytes > BYTES_MAX || count > SEGMENTS_MAX
  return { segments, count, text, cut, marks: 'xml' }
}

/** `cac:BuyerCustomerParty`: Buyer Customer Party. */
const wordsOf = (tag: string) => tag.replace(/^\w+:/, '').replace(/([a-z])(?=[A-Z])/g, '$1 ')

/** What is open at the end is hidden to it. */
const withoutSecrets = (text: string) =>
  text.replace(/(<(SharedSecret|DigitalSignature|CredentialMac)\b[^>]*>)[\s\S]*?(<\/\2|$)/g, `$1${MASK}$3`)

const marksOf = ({ element, terminator }: { element: number; terminator: number }) => ({
  element: String.fromCharCode(element),
  terminator: String.fromCharCode(terminator),
})

/** The same without values that are hidden: element by element, field by field, or not at all where nobody can say. */
export function maskContent(content: Content, hidden: ReadonlySet<SensitiveClass>): Content {
  if (hidden.size === 0) return content
  const { marks, text, cut } = content
  // Half of a JSON document is none.
  if (marks === null) return { ...content, text: (cut ? null : maskJson(text, hidden)) ?? MASK }
  if (marks === 'xml') return maskedXml(content, hidden)
  const segments = content.segments.map((segment) => {
    if (marks.edifact) return maskedSegment(segment, hidden)
    const values = maskElements(
      segment.tag,
      segment.elements.map(({ value }) => value),
      hidden,
    )
    return { ...segment, elements: segment.elements.map((one, at) => ({ ...one, value: values[at]! })) }
  })
  return { ...content, segments, text: maskSet(text, marks, hidden) }
}

/** Its text is written anew from what may be seen. */
function maskedXml(content: Content, hidden: ReadonlySet<SensitiveClass>): Content {
  const segments = content.segments.map(({ elements, ...segment }) => ({
    ...segment,
    elements: elements.map((one) => ({ ...one, value: one.of && hidden.has(one.of) ? MASK : one.value })),
  }))
  const text = segments.map(({ tag, level, elements }) => {
    const said = elements.map(({ name, value }) => (name === null ? value : `${name.slice(1)}="${value}"`))
    return `${'  '.repeat(level)}${[tag, ...said].join(' ')}`
  })
  return { ...content, segments, text: text.join('\n') }
}

function maskedSegment({ tag, elements, ...of }: ShownSegment, hidden: ReadonlySet<SensitiveClass>): ShownSegment {
  const qualifier = elements.find(({ position, component = 1 }) => position === 1 && component === 1)?.value ?? ''
  const masked = elements.map(({ value, ...one }) => {
    const place = { element: one.position, component: one.component, qualifier }
    return { ...one, value: maskComponent(tag, value, place, hidden) }
  })
  return { tag, elements: masked, ...of }
}

function opaque(bytes: Buffer, sizeBytes: number): Content {
  return { segments: [], count: 0, text: bytes.toString('latin1'), cut: sizeBytes > bytes.length, marks: null }
}

/** Found by its number: sets keep their order in what we send, but not all of an interchange leave in one. */
async function placeSent(document: DocumentRow, reader: PayloadReader): Promise<Place | null> {
  const number = document.sent_number ?? document.control_number
  const items = itemReader()
  for await (const chunk of reader.stream(0)) {
    for (const item of items.push(chunk)) {
      if (item.kind !== 'set') continue
      const { set } = item
      if (set.controlNumber === number && set.type === document.type) return { base: 0, from: set.from, to: set.to }
    }
  }
  return null
}
