import { Building, type Item, type Target, withoutEmpty } from '../mapping/building.ts'
import type { Read } from '../mapping/segment-reading.ts'
import type { ElementEvent, ElementListener } from './events.ts'
import type { ElementRule, ElementTable, TextRule } from './rules.ts'

interface Open {
  path: string
  line: number
  text: string
  /** Undefined inside what no rule speaks of. */
  rule: ElementRule | undefined
  target: Target
  isPassed: boolean
}

/** Makes a canonical document of what a table says of the elements; what it does not speak of is told as a loss. */
export class ElementReading implements ElementListener {
  readonly #table: ElementTable
  readonly #building: Building
  readonly #hasLineage: boolean
  readonly #open: Open[] = []

  constructor(table: ElementTable, { lineage = true }: { lineage?: boolean | undefined } = {}) {
    this.#table = table
    this.#hasLineage = lineage
    this.#building = new Building({ lineage })
    this.#building.document['kind'] = table.kind
  }

  open(element: ElementEvent): void {
    const around = this.#open.at(-1)
    const known = around ? around.rule?.rules : [this.#table.root]
    const rule = known?.find((each) => each.name === element.name && fits(each, element))
    let target = around?.target ?? this.#building.root
    if (rule?.each) target = this.#building[rule.shared ? 'same' : 'add'](target, rule.each, rule.of)
    for (const [path, value] of Object.entries(rule?.of ?? {})) {
      this.#building.set(target, path, typeof value === 'string' ? value : value[0]!)
    }
    const path = `${around?.path ?? ''}/${element.name}`
    const isPassed = around?.isPassed === true || rule?.passed === true
    this.#open.push({ path, line: element.line, text: '', rule, target, isPassed })
    if (isPassed) return
    for (const [name, value] of Object.entries(element.attributes)) this.#attribute(name, value)
  }

  text(text: string): void {
    const open = this.#open.at(-1)
    if (open) open.text += text
  }

  close(): void {
    const open = this.#open.pop()!
    const text = open.text.trim()
    if (text === '' || open.isPassed) return
    if (open.rule?.text) this.#set(open, open.rule.text, { text, at: open.path })
    else if (open.rule?.constant === undefined) this.#lose(open, open.path, text)
  }

  end(): Read {
    const { document, losses, lineage } = this.#building
    return { document: withoutEmpty(document) as Item, losses, lineage }
  }

  #attribute(name: string, value: string): void {
    const open = this.#open.at(-1)!
    const { rule } = open
    if (rule?.when?.[name] !== undefined || rule?.always?.[name] !== undefined || value === '') return
    const says = rule?.attributes?.[name]
    const part = rule?.parts?.find((each) => each.attribute === name)
    const at = `${open.path}/@${name}`
    if (says) this.#set(open, says, { text: value.trim(), at })
    else if (part) {
      const target = this.#building.add(open.target, part.each)
      for (const [path, constant] of Object.entries(part.of)) this.#building.set(target, path, constant)
      this.#set({ ...open, target }, part.text, { text: value.trim(), at })
    } else if (!PASSED.has(name)) this.#lose(open, `${open.path}/@${name}`, value)
  }

  #set(open: Open, [path, form]: TextRule, { text, at }: { text: string; at: string }): void {
    const value = form.read([text])
    const whole = path.startsWith('/') ? this.#building.root : open.target
    const inner = path.replace(/^\//, '')
    if (value === '') return
    const place = `${at} (line ${open.line})`
    if (value === undefined) this.#building.lose(place, text, `expected ${form.expected}`)
    else if (!this.#building.set(whole, inner, value)) this.#building.lose(place, text, `${inner} is known already`)
    else if (this.#hasLineage) this.#building.from(whole, inner, place, `${this.#table.name} ${at}`)
  }

  #lose(open: Open, at: string, value: string): void {
    this.#building.lose(`${at} (line ${open.line})`, value, 'the canonical form has no place for it')
  }
}

/** Attributes that say how a document is written, and nothing of its content. */
const PASSED = new Set(['xsi:schemaLocation', 'xsi:noNamespaceSchemaLocation', 'xml:space'])

function fits(rule: ElementRule, element: ElementEvent): boolean {
  return Object.entries(rule.when ?? {}).every(([name, wanted]) => {
    const found = element.attributes[name] ?? ''
    return typeof wanted === 'string' ? found === wanted : wanted.includes(found)
  })
}
