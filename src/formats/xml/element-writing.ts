import { joined, type Target } from '../mapping/building.ts'
import type { Lineage, Loss } from '../mapping/report.ts'
import type { WritingWishes } from '../mapping/segment-writing.ts'
import { Taking } from '../mapping/taking.ts'
import type { ElementRule, ElementTable, TextRule } from './rules.ts'

export interface XmlWritten {
  xml: string
  losses: Loss[]
  /** Empty where it was not wanted. */
  lineage: Lineage[]
}

interface Node {
  xml: string
  /** Something of the document is in it. */
  says: boolean
  /** It is not just a name. */
  isFilled: boolean
}

/** An element while it is put together. */
interface Draft {
  name: string
  attributes: [name: string, value: string][]
  text: string
  says: boolean
}

/** Where an element stands. */
interface Place {
  path: string
  indent: string
}

/** Writes a canonical document as XML, elements in the order of the table. */
export function writeElements(table: ElementTable, document: object, wishes?: WritingWishes): XmlWritten {
  return new ElementWriting(table, document, wishes).written()
}

class ElementWriting {
  readonly #table: ElementTable
  readonly #taking: Taking
  readonly #lineage: Lineage[] = []
  readonly #hasLineage: boolean

  constructor(table: ElementTable, document: object, { lineage = true }: WritingWishes = {}) {
    this.#table = table
    this.#hasLineage = lineage
    this.#taking = new Taking(document, table.name)
  }

  written(): XmlWritten {
    const { root, prefixes, prologue = '' } = this.#table
    const spaces = Object.entries(prefixes)
      .filter(([uri]) => uri !== '')
      .map(([uri, prefix]): [string, string] => [prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`, uri])
    const { xml } = this.#node(root, this.#taking.root, { path: '', indent: '' }, spaces.reverse())
    const whole = `<?xml version="1.0" encoding="UTF-8"?>\n${prologue}${xml}`
    return { xml: whole, losses: this.#taking.losses(), lineage: this.#lineage }
  }

  #all(rules: readonly ElementRule[], target: Target, at: Place): Node[] {
    const nodes: Node[] = []
    for (const rule of rules) {
      if (rule.each) this.#each(rule, target, { at, into: nodes })
      else nodes.push(this.#node(rule, target, at))
    }
    return nodes
  }

  #each(rule: ElementRule, target: Target, { at, into }: { at: Place; into: Node[] }): void {
    const meant = this.#taking.meant(target, rule.each!, rule.of)
    let left = rule.max ?? Number.POSITIVE_INFINITY
    // Where several elements speak of one item, it is the first for all of them.
    for (const item of rule.shared ? meant.slice(0, 1) : meant) {
      if (left === 0) break
      const node = this.#node(rule, item, at)
      if (!node.says && !rule.must) continue
      left--
      into.push({ ...node, says: true })
      if (!rule.shared) this.#taking.claim(item)
      this.#taking.takeMeant(item, rule.of)
    }
  }

  #node(rule: ElementRule, target: Target, around: Place, more: [string, string][] = []): Node {
    const { indent } = around
    const path = `${around.path}/${rule.name}`
    const draft: Draft = { name: rule.name, attributes: [...more], text: rule.constant ?? '', says: false }
    if (!this.#fill(draft, rule, { target, path })) return nodeOf(draft, [], indent)
    const inner = this.#all(rule.rules ?? [], target, { path, indent: `${indent}  ` })
    draft.says ||= inner.some(({ says }) => says) || rule.must === true
    return nodeOf(draft, draft.says || rule.fixed ? inner : [], indent)
  }

  /** Attributes and text of an element; false: nothing can stand in it. */
  #fill(draft: Draft, rule: ElementRule, { target, path }: { target: Target; path: string }): boolean {
    for (const [name, values] of Object.entries(rule.when ?? {})) {
      const value = typeof values === 'string' ? values : values[0]!
      if (value !== '') draft.attributes.push([name, value])
    }
    for (const [name, value] of Object.entries(rule.always ?? {})) draft.attributes.push([name, value])
    const refuses = ([path, form, need]: TextRule) =>
      need && this.#taking.value(target, path) !== undefined && !this.#taking.written(target, path, form)
    if (Object.values(rule.attributes ?? {}).some(refuses)) {
      draft.text = ''
      return false
    }
    const text = rule.text && this.#text(rule.text, target, path)
    if (rule.text && text === undefined && !rule.rules) return false // attributes alone say nothing
    if (text !== undefined) draft.text = text
    draft.says = text !== undefined
    for (const [name, says] of Object.entries(rule.attributes ?? {})) {
      const value = this.#text(says, target, `${path}/@${name}`)
      if (value === undefined) continue
      draft.attributes.push([name, value])
      if (!says[0].startsWith('/')) draft.says = true
    }
    for (const part of rule.parts ?? []) {
      const [item] = this.#taking.meant(target, part.each, part.of)
      const value = item && this.#text(part.text, item, `${path}/@${part.attribute}`)
      if (!item || value === undefined) continue
      draft.attributes.push([part.attribute, value])
      draft.says = true
      this.#taking.claim(item)
      this.#taking.takeMeant(item, part.of)
    }
    return true
  }

  #text(says: TextRule, target: Target, at: string): string | undefined {
    const [path, form] = says
    const texts = this.#taking.written(target, path, form)
    if (texts === undefined) return undefined
    this.#taking.take(target, path, form)
    if (this.#hasLineage && !path.startsWith('/')) {
      this.#lineage.push({ path: joined(target.path, path), at, rule: `${this.#table.name} ${at}` })
    }
    // XML 1.0 has no other control characters, and white space around a value is not kept.
    const text = texts[0]!.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').trim()
    if (text !== texts[0]) this.#taking.change(joined(target.path, path), texts[0]!, text)
    return text
  }
}

/** The element as it is written: at once, since all elements of a large document would take more memory than their text. */
function nodeOf({ name, attributes, text, says }: Draft, inner: readonly Node[], indent: string): Node {
  const filled = inner.filter((each) => each.says || each.isFilled)
  const isFilled = text !== '' || filled.length > 0
  const open = `${indent}<${name}${attributes.map(([name, value]) => ` ${name}="${inAttribute(value)}"`).join('')}`
  if (!isFilled) return { xml: `${open}/>\n`, says, isFilled }
  if (filled.length === 0) return { xml: `${open}>${escaped(text)}</${name}>\n`, says, isFilled }
  // Text beside elements, as the classification of a description in cXML: without white space of ours.
  const beside = text === '' ? '' : `${indent}  ${escaped(text)}\n`
  return { xml: `${open}>\n${beside}${filled.map(({ xml }) => xml).join('')}${indent}</${name}>\n`, says, isFilled }
}

function inAttribute(value: string): string {
  return escaped(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
