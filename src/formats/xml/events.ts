import { SaxesParser } from 'saxes'
import { type Problem, shown } from '../problems.ts'

export interface ElementEvent {
  /** With the prefix of its namespace as `prefixes` has it; `{uri}name` for another. */
  name: string
  attributes: Readonly<Record<string, string>>
  line: number
  column: number
}

/** Who is told what lies in a document, in its order. */
export interface ElementListener {
  open(element: ElementEvent): void
  text(text: string): void
  close(): void
}

export interface XmlLimits {
  depth: number
  attributes: number
  /** Characters between two marks: of a text, or of a tag with its attributes. */
  text: number
}

export const XML_LIMITS: XmlLimits = { depth: 100, attributes: 100, text: 16_000_000 }

export interface XmlOptions {
  prefixes: Readonly<Record<string, string>>
  /** cXML documents name a DTD: that line is passed over, and never loaded. Everywhere else it is refused. */
  doctype?: 'refused' | 'ignored'
  limits?: XmlLimits
}

/**
 * XML as its pieces come, at any size: elements and texts are told as they are read, nothing is kept. After an error nothing
 * more is told. No entity is known but the five of XML, nothing is ever loaded.
 */
export class XmlEvents {
  problem: Problem | undefined
  /** What a declaration that was passed over would be, where the document should have none after all. */
  doctype: Problem | undefined
  readonly #parser = new SaxesParser({ xmlns: true, position: true })
  readonly #limits: XmlLimits
  #decoder: TextDecoder | undefined
  #head: Uint8Array<ArrayBufferLike> = new Uint8Array(0)
  #depth = 0
  #written = 0
  #seen = 0

  constructor(listener: ElementListener, options: XmlOptions) {
    this.#limits = options.limits ?? XML_LIMITS
    const parser = this.#parser
    parser.on('error', (error) => this.#failed(error.message))
    parser.on('doctype', () => {
      this.#seen = this.#written
      this.doctype = this.#problem('xml-declaration', {})
      if (options.doctype !== 'ignored') this.#fail('xml-declaration', {})
    })
    parser.on('opentag', (tag) => {
      this.#mark()
      if (this.problem) return
      const attributes: Record<string, string> = {}
      let count = 0
      for (const { name, uri, local, value } of Object.values(tag.attributes)) {
        count++
        if (uri !== 'http://www.w3.org/2000/xmlns/') attributes[uri === '' ? local : name] = value
      }
      if (++this.#depth > this.#limits.depth) return this.#limit(`depth ${this.#depth}`, `${this.#limits.depth}`)
      if (count > this.#limits.attributes) return this.#limit(`${count} attributes`, `${this.#limits.attributes}`)
      const prefix = options.prefixes[tag.uri]
      const name = prefix === undefined ? `{${tag.uri}}${tag.local}` : `${prefix}${tag.local}`
      listener.open({ name, attributes, line: parser.line, column: parser.column })
    })
    const text = (found: string) => {
      this.#mark()
      if (!this.problem && this.#depth > 0) listener.text(found)
    }
    parser.on('text', text)
    parser.on('cdata', text)
    parser.on('comment', () => this.#mark())
    parser.on('processinginstruction', () => this.#mark())
    parser.on('closetag', () => {
      this.#mark()
      if (this.problem) return
      this.#depth--
      listener.close()
    })
  }

  /** The next bytes. */
  write(bytes: Uint8Array): void {
    if (this.problem) return
    if (!this.#decoder) {
      this.#head = Buffer.concat([this.#head, bytes])
      if (this.#head.length < HEAD_BYTES && !Buffer.from(this.#head).includes('>')) return
      this.#start()
      return
    }
    this.#push(bytes, true)
  }

  /** What has come is told, however little it was; more may follow. */
  flush(): void {
    if (!this.problem && !this.#decoder) this.#start()
  }

  /** No more bytes come. */
  end(): void {
    this.flush()
    if (this.problem) return
    this.#push(new Uint8Array(0), false)
    if (this.problem) return
    this.#parser.close()
  }

  #start(): void {
    const encoding = encodingOf(this.#head)
    if (encoding === undefined || !ENCODINGS.has(encoding)) {
      const expected = [...ENCODINGS].join(', ')
      this.#fail('xml-encoding', { found: shown(encoding ?? ''), expected })
      return
    }
    this.#decoder = new TextDecoder(encoding, { fatal: true })
    this.#push(this.#head, true)
    this.#head = new Uint8Array(0)
  }

  #push(bytes: Uint8Array, stream: boolean): void {
    let text: string
    try {
      text = this.#decoder!.decode(bytes, { stream })
    } catch {
      this.#fail('xml-encoding', { found: 'other bytes', expected: this.#decoder!.encoding })
      return
    }
    // Small pieces, so that a text without an end is seen as one.
    for (let from = 0; from < text.length && !this.problem; from += PIECE) {
      const piece = text.slice(from, from + PIECE)
      this.#written += piece.length
      this.#parser.write(piece)
      const open = this.#written - this.#seen
      if (open > this.#limits.text) this.#limit(`${open} characters without a mark`, `${this.#limits.text}`)
    }
  }

  #mark(): void {
    this.#seen = this.#written
  }

  #limit(found: string, expected: string): void {
    this.#fail('xml-limit', { found, expected })
  }

  #failed(message: string): void {
    const said = message.replace(/^\d+:\d+: |\.$/g, '')
    if (/undefined entity|entity/i.test(said)) this.#fail('xml-entity', { found: shown(said) })
    else if (/unclosed tag|unexpected end|document must contain a root/i.test(said)) this.#fail('xml-unfinished', {})
    else this.#fail('xml-not-well-formed', { found: shown(said) })
  }

  #fail(code: Problem['code'], more: Partial<Problem>): void {
    this.problem ??= this.#problem(code, more)
  }

  #problem(code: Problem['code'], more: Partial<Problem>): Problem {
    return { code, severity: 'error', at: '', line: this.#parser.line, column: this.#parser.column, ...more }
  }
}

const HEAD_BYTES = 256
const PIECE = 65_536
const ENCODINGS = new Set(['utf-8', 'utf-16le', 'utf-16be', 'iso-8859-1', 'windows-1252', 'us-ascii'])

/** By the byte order mark, else by what the XML declaration says (XML 1.0, appendix F), else UTF-8. */
function encodingOf(head: Uint8Array): string | undefined {
  const [one = 0, two = 0] = head
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  if (one === 0x3c && two === 0) return 'utf-16le'
  if (one === 0 && two === 0x3c) return 'utf-16be'
  const begin = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1')
  const said = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(begin)?.[1]?.toLowerCase()
  if (said === 'utf8') return 'utf-8'
  return said === 'latin1' ? 'iso-8859-1' : (said ?? 'utf-8')
}
