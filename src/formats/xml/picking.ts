import type { ElementEvent, ElementListener } from './events.ts'

/** What stood at a place that was asked for. */
export interface Picked {
  value: string
  /** Of the element itself, and of the one around it. */
  attributes: ElementEvent['attributes']
  around: ElementEvent['attributes']
}

/** More than any number or name that is asked for has. */
const VALUE_MAX = 1_000
const PICKED_MAX = 1_000

interface Open {
  path: string
  attributes: ElementEvent['attributes']
  text: string | null
}

/**
 * Keeps what stands at some places: paths below the root such as `cac:OrderReference/cbc:ID`, or with an attribute at the end,
 * `Header/@id`. Of what is repeated so often that nobody wants it, the first thousand.
 */
export class Picking implements ElementListener {
  readonly #texts: ReadonlySet<string>
  readonly #attributes = new Map<string, string[]>()
  readonly #found = new Map<string, Picked[]>()
  readonly #open: Open[] = []

  constructor(places: Iterable<string>) {
    const texts = new Set<string>()
    for (const place of places) {
      const [, path = '', attribute] = /^(?:(.*)\/)?@(.*)$/.exec(place) ?? ['', place]
      if (attribute === undefined) texts.add(path)
      else this.#attributes.set(path, [...(this.#attributes.get(path) ?? []), attribute])
    }
    this.#texts = texts
  }

  at(place: string): readonly Picked[] {
    return this.#found.get(place) ?? []
  }

  open({ name, attributes }: ElementEvent): void {
    const around = this.#open.at(-1)
    const path = around === undefined ? '' : around.path === '' ? name : `${around.path}/${name}`
    this.#open.push({ path, attributes, text: this.#texts.has(path) ? '' : null })
    for (const attribute of this.#attributes.get(path) ?? []) {
      const value = attributes[attribute]
      if (value !== undefined) this.#keep(path === '' ? `@${attribute}` : `${path}/@${attribute}`, value)
    }
  }

  text(text: string): void {
    const open = this.#open.at(-1)
    if (open && open.text !== null && open.text.length < VALUE_MAX) open.text += text
  }

  close(): void {
    const { path, text } = this.#open.at(-1)!
    if (text !== null) this.#keep(path, text)
    this.#open.pop()
  }

  #keep(place: string, text: string): void {
    const value = text.trim().slice(0, VALUE_MAX)
    const found = this.#found.get(place) ?? []
    if (value === '' || found.length === PICKED_MAX) return
    if (found.length === 0) this.#found.set(place, found)
    const [inner, outer] = [this.#open.at(-1), this.#open.at(-2)]
    found.push({ value, attributes: inner?.attributes ?? {}, around: outer?.attributes ?? {} })
  }
}
