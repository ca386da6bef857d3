import { tagCode } from '../tags.ts'
import { type Look, pack } from './look.ts'

/** A segment as text: its elements, each its components. */
export interface Tokens {
  tag: string
  elements: string[][]
  /** Of its first character in the text of the document. */
  offset: number
}

/** What stands between the parts of a document; `release`: what makes the character behind it an ordinary one. */
export interface Syntax {
  element: string
  component: string
  terminator: string
  release: string | null
}

export const X12_SYNTAX: Syntax = { element: '*', component: '>', terminator: '~', release: null }
export const EDIFACT_SYNTAX: Syntax = { element: '+', component: ':', terminator: "'", release: '?' }

/** The same by byte values, as readers know it. */
export function syntaxOf(of: {
  element: number
  component: number
  terminator: number
  release?: number | null
}): Syntax {
  const text = (byte: number) => String.fromCharCode(byte)
  const { element, component, terminator, release = null } = of
  return {
    element: text(element),
    component: text(component),
    terminator: text(terminator),
    release: release === null ? null : text(release),
  }
}

/** The segments of one set or message, from its header to its trailer; what follows the last terminator is a segment, too. */
export function tokensOf(text: string, syntax: Syntax): Tokens[] {
  const all: Tokens[] = []
  let at = 0
  while (at < text.length) {
    while (text[at] === '\r' || text[at] === '\n') at++
    if (at >= text.length) break
    const from = at
    const elements: string[][] = [['']]
    for (; at < text.length && text[at] !== syntax.terminator; at++) {
      const parts = elements.at(-1)!
      const character = text[at]!
      if (character === syntax.element) elements.push([''])
      else if (character === syntax.component) parts.push('')
      else parts[parts.length - 1] += character === syntax.release ? (text[++at] ?? '') : character
    }
    at++
    const [tag, ...rest] = elements
    all.push({ tag: tag![0]!, elements: rest, offset: from })
  }
  return all
}

/** The text of segments; empty elements and components at the end are left out. X12 has no way to write a delimiter as data. */
export function writeTokens(tokens: readonly Pick<Tokens, 'tag' | 'elements'>[], syntax: Syntax): string {
  const special = [syntax.element, syntax.component, syntax.terminator, syntax.release]
  const escaped = (text: string) =>
    syntax.release === null
      ? text
      : [...text].map((one) => (special.includes(one) ? `${syntax.release}${one}` : one)).join('')
  const lines = tokens.map(({ tag, elements }) => {
    const parts = elements.map((components) => trimmed(components.map(escaped)).join(syntax.component))
    return `${[tag, ...trimmed(parts)].join(syntax.element)}${syntax.terminator}`
  })
  return lines.join('')
}

function trimmed(parts: string[]): string[] {
  return parts.slice(0, parts.findLastIndex((part) => part !== '') + 1)
}

/** A segment as text, as guides look at it. */
export class TokenLook implements Look {
  #tokens: Tokens = { tag: '', elements: [], offset: 0 }
  code = 0

  at(tokens: Tokens): this {
    this.#tokens = tokens
    this.code = tagCode(tokens.tag)
    return this
  }

  get tag(): string {
    return this.#tokens.tag
  }

  get offset(): number {
    return this.#tokens.offset
  }

  get count(): number {
    return this.#tokens.elements.length
  }

  size(element: number, component: number): number {
    if (component > 0) return this.text(element, component).length
    return (this.#tokens.elements[element - 1] ?? []).some((part) => part !== '')
      ? this.text(element, 0).length || 1
      : 0
  }

  packed(element: number, component: number): number {
    return pack(this.text(element, component))
  }

  text(element: number, component: number): string {
    return this.#tokens.elements[element - 1]?.[Math.max(0, component - 1)] ?? ''
  }
}
