import type { Read, ReadingWishes } from '../mapping/segment-reading.ts'
import type { Problem } from '../problems.ts'
import { ElementReading } from '../xml/element-reading.ts'
import { type ElementEvent, type ElementListener, XmlEvents, type XmlLimits } from '../xml/events.ts'
import { CXML_TABLES, type CxmlRequest } from './requests.ts'
import { Splitting } from './splitting.ts'

/** What lies around the request, told again to its table when it is known. */
type Told = (listener: ElementListener) => void

/** Reads a cXML document; which request it is, the element inside Request says. Its DTD is never loaded. */
export class CxmlReading implements ElementListener {
  readonly #events: XmlEvents
  #reading: ElementReading | undefined
  #listener: ElementListener | undefined
  #before: Told[] = []
  #path: string[] = []
  #problem: Problem | undefined
  readonly #lineage: boolean | undefined

  constructor(limits?: XmlLimits, { lineage }: ReadingWishes = {}) {
    this.#lineage = lineage
    this.#events = new XmlEvents(this, { prefixes: { '': '' }, doctype: 'ignored', ...(limits ? { limits } : {}) })
  }

  write(bytes: Uint8Array): void {
    this.#events.write(bytes)
  }

  end(): { read: Read | null; problems: Problem[] } {
    this.#events.end()
    const problem = this.#events.problem ?? this.#problem
    if (problem) return { read: null, problems: [problem] }
    if (!this.#reading) return { read: null, problems: [unknown('', { at: '' })] }
    return { read: this.#reading.end(), problems: [] }
  }

  open(element: ElementEvent): void {
    this.#path.push(element.name)
    if (!this.#listener && this.#path.length === 3 && this.#path[1] === 'Request') this.#begin(element)
    this.#tell((listener) => listener.open(element))
  }

  text(text: string): void {
    this.#tell((listener) => listener.text(text))
  }

  close(): void {
    this.#path.pop()
    this.#tell((listener) => listener.close())
  }

  #begin(element: ElementEvent): void {
    if (!Object.hasOwn(CXML_TABLES, element.name)) {
      const { line, column } = element
      this.#problem ??= unknown(element.name, { at: `/${this.#path.join('/')}`, line, column })
      return
    }
    this.#reading = new ElementReading(CXML_TABLES[element.name as CxmlRequest], { lineage: this.#lineage })
    this.#listener = new Splitting(this.#reading)
    for (const tell of this.#before) tell(this.#listener)
    this.#before = []
  }

  #tell(tell: Told): void {
    if (this.#listener) tell(this.#listener)
    else if (this.#before.length < BEFORE_MAX) this.#before.push(tell)
  }
}

/** The header has some thirty elements. */
const BEFORE_MAX = 10_000

function unknown(found: string, place: Pick<Problem, 'at' | 'line' | 'column'>): Problem {
  return { code: 'root-unknown', severity: 'error', found, expected: Object.keys(CXML_TABLES).join(', '), ...place }
}

/** A document that is all there. */
export function readCxml(bytes: Uint8Array, wishes?: ReadingWishes): { read: Read | null; problems: Problem[] } {
  const reading = new CxmlReading(undefined, wishes)
  reading.write(bytes)
  return reading.end()
}
