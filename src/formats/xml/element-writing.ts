import { joined, type Target } from '../mapping/building.ts'
import type { Lineage, Loss } from '../mapping/report.ts'
import { Taking } from '../mapping/taking.ts'
import type { ElementRule, ElementTable, TextRule } from './rules.ts'

export interface XmlWritten {
  xml: string
  losses: Loss[]
  lineage: Lineage[]
}

interface Node {
  name: string
  attributes: [name: string, value: string][]
  text: string
  inner: Node[]
  /** Something of the document is in it. */
  says: boolean
}

/** Writes a canonical document as XML, elements in the order of the table. */
export function writeElements(table: ElementTable, document: object): XmlWritten {
  return new ElementWriting(table, document).written()
}

class ElementWriting {
  readonly #table: ElementTable
  readonly #taking: Taking
  readonly #lineage: Lineage[] = []

  constructor(table: ElementTable, document: object) {
    this.#table = table
    this.#taking = new Taking(document, table.name)
  }

  written(): XmlWritten {
    const { root, prefixes, prologue = '' } = this.#table
    const node = this.#node(root, this.#taking.root, '')
    for (const [uri, prefix] of Object.entries(prefixes)) {
      if (uri !== '') node.attributes.unshift([prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`, uri])
    }
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${prologue}${serialized(node, '')}`
    return { xml, losses: this.#taking.losses(), lineage: this.#lineage }
  }

  #all(rules: readonly ElementRule[], target: Target, path: string): Node[] {
    return rules.flatMap((rule) => (rule.each ? this.#each(rule, target, path) : [this.#node(rule, target, path)]))
  }

  #each(rule: ElementRule, target: Target, path: string): Node[] {
    const nodes: Node[] = []
    for (const item of this.#taking.meant(target, rule.each!, rule.of)) {
      if (nodes.length === rule.max) break
      const node = this.#node(rule, item, path)
      if (!node.says && !rule.must) continue
      node.says = true
      nodes.push(node)
      if (!rule.shared) this.#taking.claim(item)
      this.#taking.takeMeant(item, rule.of)
    }
    return nodes
  }

  #node(rule: ElementRule, target: Target, around: string): Node {
    const path = `${around}/${rule.name}`
    const node: Node = { name: rule.name, attributes: [], text: rule.constant ?? '', inner: [], says: false }
    for (const [name, values] of Object.entries(rule.when ?? {})) {
      const value = typeof values === 'string' ? values : values[0]!
      if (value !== '') node.attributes.push([name, value])
    }
    for (const [name, value] of Object.entries(rule.always ?? {})) node.attributes.push([name, value])
    const refuses = ([path, form, need]: TextRule) =>
      need && this.#taking.value(target, path) !== undefined && !this.#taking.written(target, path, form)
    if (Object.values(rule.attributes ?? {}).some(refuses)) return { ...node, text: '' }
    const text = rule.text && this.#text(rule.text, target, path)
    if (rule.text && text === undefined && !rule.rules) return node // attributes alone say nothing
    if (text !== undefined) node.text = text
    node.says = text !== undefined
    for (const [name, says] of Object.entries(rule.attributes ?? {})) {
      const value = this.#text(says, target, `${path}/@${name}`)
      if (value === undefined) continue
      node.attributes.push([name, value])
      if (!says[0].startsWith('/')) node.says = true
    }
    for (const part of rule.parts ?? []) {
      const [item] = this.#taking.meant(target, part.each, part.of)
      const value = item && this.#text(part.text, item, `${path}/@${part.attribute}`)
      if (!item || value === undefined) continue
      node.attributes.push([part.attribute, value])
      node.says = true
      this.#taking.claim(item)
      this.#taking.takeMeant(item, part.of)
    }
    const inner = this.#all(rule.rules ?? [], target, path)
    node.says ||= inner.some(({ says }) => says) || rule.must === true
    if (node.says || rule.fixed)
      node.inner = inner.filter((each) => each.says || each.text !== '' || each.inner.length > 0)
    return node
  }

  #text(says: TextRule, target: Target, at: string): string | undefined {
    const [path, form] = says
    const texts = this.#taking.written(target, path, form)
    if (texts === undefined) return undefined
    this.#taking.take(target, path, form)
    const whole = joined(target.path, path)
    if (!path.startsWith('/')) this.#lineage.push({ path: whole, at, rule: `${this.#table.name} ${at}` })
    // XML 1.0 has no other control characters, and white space around a value is not kept.
    const text = texts[0]!.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').trim()
    if (text !== texts[0]) this.#taking.change(whole, texts[0]!, text)
    return text
  }
}

function serialized(node: Node, indent: string): string {
  const attributes = node.attributes.map(([name, value]) => ` ${name}="${inAttribute(value)}"`)
  const open = `${indent}<${node.name}${attributes.join('')}`
  if (node.inner.length === 0 && node.text === '') return `${open}/>\n`
  if (node.inner.length === 0) return `${open}>${escaped(node.text)}</${node.name}>\n`
  const inner = node.inner.map((each) => serialized(each, `${indent}  `)).join('')
  // Text beside elements, as the classification of a description in cXML: without white space of ours.
  const text = node.text === '' ? '' : `${indent}  ${escaped(node.text)}\n`
  return `${open}>\n${text}${inner}${indent}</${node.name}>\n`
}

function inAttribute(value: string): string {
  return escaped(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
