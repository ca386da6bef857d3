import type { Target } from './building.ts'
import type { Taking } from './taking.ts'

/** Deeper than anything is packed; packages below are told as lost. */
const DEPTH_MAX = 20

/** The packages of a shipment as they lie in each other, with the lines in them. */
export class Packages {
  readonly all: Target[]
  readonly #byNumber = new Map<unknown, Target>()
  readonly #inner = new Map<Target, Target[]>()
  readonly #lines = new Map<Target, Target[]>()

  constructor(taking: Taking, lines: readonly Target[]) {
    this.all = taking.items(taking.root, 'packages')
    for (const each of this.all) {
      const { number } = each.item
      if (!this.#byNumber.has(number)) this.#byNumber.set(number, each)
    }
    for (const each of this.all) {
      const outer = this.#outer(each)
      if (outer) listed(this.#inner, outer).push(each)
    }
    for (const line of lines) {
      const found = this.of(line)
      if (found) listed(this.#lines, found).push(line)
    }
  }

  /** The package that a line lies in. */
  of(line: Target): Target | undefined {
    const { package: number } = line.item
    return number === undefined ? undefined : this.#byNumber.get(number)
  }

  /** Those that lie in no other. */
  tops(): Target[] {
    return this.all.filter((each) => !this.#outer(each))
  }

  /** Those that lie in a package at a depth; none where it is too deep. */
  inside(outer: Target, depth: number): readonly Target[] {
    return depth < DEPTH_MAX ? (this.#inner.get(outer) ?? []) : []
  }

  linesIn(outer: Target): readonly Target[] {
    return this.#lines.get(outer) ?? []
  }

  /** All packages that hold one of the lines, at any depth. */
  holding(lines: readonly Target[]): Set<Target> {
    const found = new Set<Target>()
    for (const line of lines) {
      let each = this.of(line)
      for (let depth = 0; each && !found.has(each) && depth < DEPTH_MAX; depth++) {
        found.add(each)
        each = this.#outer(each)
      }
    }
    return found
  }

  #outer(each: Target): Target | undefined {
    const { parent } = each.item
    const outer = parent === undefined ? undefined : this.#byNumber.get(parent)
    return outer === each ? undefined : outer
  }
}

function listed(lists: Map<Target, Target[]>, key: Target): Target[] {
  const found = lists.get(key) ?? []
  lists.set(key, found)
  return found
}
