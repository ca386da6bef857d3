import { MASK, type SensitiveClass } from '../../edi/sensitive/classes.ts'
import { UBL_DOCUMENTS } from '../ubl/elements.ts'
import { prefixesOf } from '../ubl/parts.ts'
import { type ElementEvent, type ElementListener, XmlEvents } from './events.ts'
import { classOfElementName, isSecret } from './sensitive.ts'

/** One element as people read it: its attributes, then its text. */
export interface ShownElement {
  path: string
  tag: string
  level: number
  line: number
  values: { name: string | null; value: string; of: SensitiveClass | null }[]
}

const PREFIXES: Record<string, string> = { '': '', ...Object.assign({}, ...UBL_DOCUMENTS.map(prefixesOf)) }
/** A text that is longer is cut: the rest is in the file. */
const VALUE_MAX = 10_000

interface Open {
  shown: ShownElement | null
  path: string
  text: string
  of: SensitiveClass | null
  secret: boolean
}

/** The elements of a document, or of its beginning, in their order. Secrets are hidden. */
export function outlineXml(
  bytes: Uint8Array,
  { elementsMax }: { elementsMax: number },
): { elements: ShownElement[]; count: number } {
  const outline = new Outline(elementsMax)
  const events = new XmlEvents(outline, { prefixes: PREFIXES, doctype: 'ignored' })
  events.write(bytes)
  events.flush()
  return outline
}

class Outline implements ElementListener {
  readonly elements: ShownElement[] = []
  count = 0
  readonly #open: Open[] = []
  readonly #max: number

  constructor(elementsMax: number) {
    this.#max = elementsMax
  }

  open({ name, attributes, line }: ElementEvent): void {
    const around = this.#open.at(-1)
    const path = `${around?.path ?? ''}/${name}`
    const of = around?.of ?? classOfElementName(name)
    const secret = around?.secret === true || isSecret(name)
    const values = Object.entries(attributes).map(([each, value]) => ({
      name: `@${each}`,
      value: secret ? MASK : value.slice(0, VALUE_MAX),
      of,
    }))
    const shown = this.count++ < this.#max ? { path, tag: name, level: this.#open.length, line, values } : null
    if (shown) this.elements.push(shown)
    this.#open.push({ shown, path, text: '', of, secret })
  }

  text(text: string): void {
    const open = this.#open.at(-1)
    if (open && open.text.length < VALUE_MAX) open.text += text
  }

  close(): void {
    const { shown, text, of, secret } = this.#open.pop()!
    const value = text.trim().slice(0, VALUE_MAX)
    if (value !== '') shown?.values.push({ name: null, value: secret ? MASK : value, of })
  }
}
