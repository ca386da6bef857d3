import type { ElementEvent, ElementListener } from '../xml/events.ts'

/** An element with all that is in it, for rules that compare what stands far apart. */
export class Tree {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly line: number
  readonly column: number
  readonly children: Tree[] = []
  #text = ''

  constructor({ name, attributes, line, column }: ElementEvent) {
    this.name = name
    this.attributes = attributes
    this.line = line
    this.column = column
  }

  add(text: string): void {
    this.#text += text
  }

  get text(): string {
    return this.#text.trim()
  }

  /** All elements at a path of names with their prefixes: `cac:TaxTotal/cac:TaxSubtotal`. */
  all(path: string): Tree[] {
    return path
      .split('/')
      .reduce<Tree[]>(
        (found, step) => found.flatMap((each) => each.children.filter(({ name }) => name === step)),
        [this],
      )
  }

  first(path: string): Tree | undefined {
    return this.all(path)[0]
  }

  /** The text at a path; '' where there is none. */
  at(path: string): string {
    return this.first(path)?.text ?? ''
  }
}

/** Keeps a whole document: for those that are small enough to be kept. */
export class TreeBuilding implements ElementListener {
  root: Tree | undefined
  readonly #open: Tree[] = []

  open(element: ElementEvent): void {
    const tree = new Tree(element)
    this.#open.at(-1)?.children.push(tree)
    this.root ??= tree
    this.#open.push(tree)
  }

  text(text: string): void {
    this.#open.at(-1)?.add(text)
  }

  close(): void {
    this.#open.pop()
  }
}
