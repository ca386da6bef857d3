import { type Problem, shown } from '../problems.ts'
import type { ElementEvent, ElementListener } from './events.ts'

/** An element inside another one. */
export interface Child {
  name: string
  at: number
  needed: boolean
  repeats: boolean
}

/** What is known of the elements of a format. */
export interface Vocabulary {
  roots: readonly string[]
  /** The children of an element, by name; undefined where nothing is known of it. */
  childrenOf(name: string): ReadonlyMap<string, Child> | undefined
  /** Whether children have to stand in their order. */
  ordered: boolean
  /** Whether its text is a value, and kept until it ends. */
  isValue(name: string): boolean
  /** What is wrong with its attributes and, where it is a value, its text. */
  wrong(element: { name: string; text: string; attributes: ElementEvent['attributes'] }): Wrong[]
}

/** Something wrong with an element, or with the attribute of it that `attribute` names. */
export interface Wrong extends Pick<Problem, 'code' | 'expected'> {
  attribute?: string
  found?: string
}

interface Open {
  path: string
  name: string
  line: number
  column: number
  text: string
  children: ReadonlyMap<string, Child> | undefined
  /** Made for the first child. */
  counts: Map<string, number> | undefined
  /** The last child in the order of the schema. */
  last: Child | undefined
  attributes: ElementEvent['attributes']
  isValue: boolean
}

const PROBLEMS_MAX = 200
/** More than any number, date or code has. */
const VALUE_MAX = 200

/**
 * Checks a document while its elements pass: their order, how often they are there, their values. It keeps what is open and
 * nothing else, so a document may have any size. Elements that the tables do not know are told as warnings.
 */
export class ElementChecking implements ElementListener {
  readonly problems: Problem[] = []
  readonly #open: Open[] = []
  readonly #vocabulary: Vocabulary

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  open({ name, line, column, attributes }: ElementEvent): void {
    const { roots, childrenOf, isValue } = this.#vocabulary
    const around = this.#open.at(-1)
    const opened: Open = {
      path: `${around?.path ?? ''}/${name}`,
      name,
      line,
      column,
      text: '',
      children: undefined,
      counts: undefined,
      last: undefined,
      attributes,
      isValue: isValue(name),
    }
    this.#open.push(opened)
    if (!around && !roots.includes(name)) {
      this.#tell(opened, 'root-unknown', { found: shown(name), expected: roots.join(', ') })
      return
    }
    if (around?.children) this.#place(around, opened)
    opened.children = childrenOf(name)
  }

  text(text: string): void {
    const open = this.#open.at(-1)
    if (open?.isValue && open.text.length < VALUE_MAX) open.text += text
  }

  close(): void {
    const open = this.#open.pop()!
    const { path, name, text, attributes } = open
    for (const { attribute, code, ...more } of this.#vocabulary.wrong({ name, text: text.trim(), attributes })) {
      this.#tell(attribute === undefined ? open : { ...open, path: `${path}/@${attribute}` }, code, more)
    }
    for (const child of open.children ? neededOf(open.children) : []) {
      if (open.counts?.has(child.name)) continue
      this.#tell({ ...open, path: `${path}/${child.name}` }, 'element-missing', {
        expected: `${child.name} in ${name.replace(/^\w+:/, '')}`,
      })
    }
  }

  #place(around: Open, opened: Open): void {
    const { name } = opened
    const child = around.children!.get(name)
    if (!child) {
      const expected = [...around.children!.values()].slice((around.last?.at ?? -1) + 1, (around.last?.at ?? -1) + 6)
      const said = expected.map((each) => each.name).join(', ')
      this.#tell(opened, 'element-unknown', { found: name, expected: said === '' ? 'nothing more' : said }, 'warning')
      return
    }
    around.counts ??= new Map()
    const count = (around.counts.get(name) ?? 0) + 1
    around.counts.set(name, count)
    if (this.#vocabulary.ordered && around.last && child.at < around.last.at) {
      this.#tell(opened, 'element-order', { found: around.last.name })
    } else around.last = child
    if (count === 2 && !child.repeats) this.#tell(opened, 'element-repeated', { expected: 'once' })
  }

  #tell(
    open: Pick<Open, 'path' | 'line' | 'column'>,
    code: Problem['code'],
    more: Partial<Problem>,
    severity: Problem['severity'] = 'error',
  ): void {
    if (this.problems.length === PROBLEMS_MAX) return
    this.problems.push({ code, severity, at: open.path, line: open.line, column: open.column, ...more })
  }
}

const needed = new WeakMap<ReadonlyMap<string, Child>, Child[]>()

/** Kept: an element may hold a hundred others and need two. */
function neededOf(children: ReadonlyMap<string, Child>): Child[] {
  const known = needed.get(children)
  if (known) return known
  const found = [...children.values()].filter((child) => child.needed)
  needed.set(children, found)
  return found
}
