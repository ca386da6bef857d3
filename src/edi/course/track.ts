import type { GuideChecking, Open } from '../guides/checking.ts'
import type { Placing } from '../placing.ts'
import type { Course, Move, Stand, Way } from './course.ts'

const NO_GUIDE: Open[] = []
const NO_COUNTS = new Int32Array(0)

/**
 * One document on its course. While its segments are fine it is here that is known where it stands; before one is looked at slowly,
 * those that place and check are told, and afterwards they are asked.
 */
export class Track<Plan> {
  readonly #course: Course<Plan>
  readonly #placing: Placing
  readonly #guide: GuideChecking | null
  /** Null: the others know. */
  #stand: Stand<Plan> | null = null
  /** How often the use at each spot has come. */
  #counts: number[] = []
  readonly #named: Int32Array
  readonly #ruled: Int32Array

  constructor(course: Course<Plan>, placing: Placing, guide: GuideChecking | null) {
    this.#course = course
    this.#placing = placing
    this.#guide = guide
    this.#named = guide?.counts ?? NO_COUNTS
    this.#ruled = guide?.rules?.counts ?? NO_COUNTS
  }

  /** False: nothing can be said here without a slow look. */
  enter(): boolean {
    if (this.#stand) return true
    const { spots } = this.#placing
    if (!spots) return false
    this.#stand = this.#course.standAt(spots, this.#guide ? this.#guide.open : NO_GUIDE)
    this.#counts = this.#placing.counts
    return this.#stand !== null
  }

  /** Before a slow look; `behind` the segment that was seen last. */
  leave(behind: { position: number; offset: number }): void {
    if (!this.#stand) return
    this.#placing.resume(this.#stand.spots, this.#counts)
    this.#guide?.resume(this.#stand.open, behind)
    this.#stand = null
  }

  /** What a segment of this tag does; null: that takes a slow look. */
  move(code: number): Move<Plan> | null {
    const { likely } = this.#stand!
    return likely !== null && likely.code === code ? likely : this.#course.moveFrom(this.#stand!, code)
  }

  /** Whether it may stand there once more, and nothing is missing in the loops that end. */
  mayPass({ repeats, depth, max, least }: Move<Plan>, { most }: Way<Plan>): boolean {
    if (repeats && this.#counts[depth]! >= max) return false
    const named = this.#named
    for (let i = 0; i < least.length; i += 2) if (named[least[i]!]! < least[i + 1]!) return false
    for (let i = 0; i < most.length; i += 2) if (named[most[i]!]! >= most[i + 1]!) return false
    return true
  }

  pass(move: Move<Plan>, { to, most, cleared, rules }: Way<Plan>): void {
    const { depth } = move
    const counts = this.#counts
    const named = this.#named
    counts[depth] = move.repeats ? counts[depth]! + 1 : 1
    if (move.opens) counts[depth + 1] = 1
    for (let i = 0; i < most.length; i += 2) named[most[i]!]!++
    for (let i = 0; i < cleared.length; i++) named[cleared[i]!] = 0
    for (let i = 0; i < rules.length; i++) this.#ruled[rules[i]!]!++
    this.#stand!.likely = move
    this.#stand = to
  }
}
