import type { SetGrammar, Use } from './grammar.ts'

/** What became of a segment in its set. */
export type Placed =
  | { kind: 'placed'; missing: string[]; tooOften: number | null; loopTooOften: number | null }
  | { kind: 'out-of-sequence' }
  | { kind: 'not-in-set' }

interface Level {
  content: Use[]
  /** The index in `content` of the last use placed. */
  at: number
  /** Uses of that one so far. */
  count: number
}

const NONE: string[] = []
const PLACED: Placed = { kind: 'placed', missing: NONE, tooOften: null, loopTooOften: null }

/**
 * Finds the place of each segment of a set in its table: forward in the innermost loop, a new repeat of it, or onward in the
 * loops around it. Where a segment fits twice, the nearest place wins, as the standard's own tables are meant to be read.
 */
export class Placing {
  /** Those up to `#depth` are open; the others are used again: a large set opens a loop for every second segment. */
  readonly #levels: Level[]
  #depth = 0
  readonly #known: Set<string>

  constructor(grammar: SetGrammar) {
    this.#levels = [{ content: grammar.content, at: 0, count: 0 }]
    this.#known = knownTags(grammar)
  }

  place(tag: string): Placed {
    for (let depth = this.#depth; depth >= 0; depth--) {
      const level = this.#levels[depth]!
      const index = findFrom(level, tag, depth > 0)
      if (index >= 0) return this.#settle(depth, index)
    }
    return { kind: this.#known.has(tag) ? 'out-of-sequence' : 'not-in-set' }
  }

  /** The mandatory segments that are still missing when the set ends before its trailer. */
  #settle(depth: number, index: number): Placed {
    let missing = NONE
    for (let d = this.#depth; d > depth; d--)
      missing = skipped(this.#levels[d]!, this.#levels[d]!.content.length, missing)
    const level = this.#levels[depth]!
    missing = skipped(level, index, missing)
    this.#depth = depth
    if (index === level.at && level.count > 0) level.count++
    else {
      level.at = index
      level.count = 1
    }
    const use = level.content[index]!
    const often = use.max > 0 && level.count > use.max ? use.max : null
    if ('loop' in use) this.#open(use.loop)
    if (missing.length === 0 && often === null) return PLACED
    return {
      kind: 'placed',
      missing,
      tooOften: 'loop' in use ? null : often,
      loopTooOften: 'loop' in use ? often : null,
    }
  }

  #open(content: Use[]): void {
    const level = this.#levels[++this.#depth]
    if (!level) this.#levels.push({ content, at: 0, count: 1 })
    else {
      level.content = content
      level.at = 0
      level.count = 1
    }
  }
}

/** The place of `tag` at or behind where the level stands. Within a loop its opening segment is the loop around's business. */
function findFrom(level: Level, tag: string, inLoop: boolean): number {
  const { content } = level
  for (let index = level.at; index < content.length; index++) {
    const use = content[index]!
    if (use.tag !== tag || (inLoop && index === 0)) continue
    // A segment that may stand once and does: a later place of the same name takes the next one.
    if (
      index === level.at &&
      use.max > 0 &&
      level.count >= use.max &&
      content.some((one, i) => i > index && one.tag === tag)
    )
      continue
    return index
  }
  return -1
}

/** `missing` and the mandatory ones between where the level stands and `to`. */
function skipped(level: Level, to: number, missing: string[]): string[] {
  let all = missing
  for (let index = level.at + (level.count > 0 ? 1 : 0); index < to; index++) {
    const use = level.content[index]!
    if (!use.mandatory) continue
    if (all === NONE) all = []
    all.push(use.tag)
  }
  return all
}

const tagsOf = new WeakMap<SetGrammar, Set<string>>()

function knownTags(grammar: SetGrammar): Set<string> {
  let tags = tagsOf.get(grammar)
  if (tags) return tags
  tags = new Set()
  const collect = (content: Use[]) => {
    for (const use of content) {
      tags!.add(use.tag)
      if ('loop' in use) collect(use.loop)
    }
  }
  collect(grammar.content)
  tagsOf.set(grammar, tags)
  return tags
}
