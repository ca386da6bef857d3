import type { GuideChecking, Open } from '../guides/checking.ts'
import type { Placing } from '../placing.ts'
import type { Course, Move, Stand, Way } from './course.ts'

/** The lists of a way's counts: they begin behind their ends. */
const LISTS = 5
const NO_GUIDE: Open[] = []

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
  readonly #counts: Int32Array

  /** `counts`: borrowed from the course; the guide counts there, too. */
  constructor(course: Course<Plan>, of: { placing: Placing; guide: GuideChecking | null; counts: Int32Array }) {
    this.#course = course
    this.#placing = of.placing
    this.#guide = of.guide
    this.#counts = of.counts
  }

  /** False: nothing can be said here without a slow look. */
  enter(): boolean {
    if (this.#stand) return true
    const { spots } = this.#placing
    if (!spots) return false
    this.#stand = this.#course.standAt(spots, this.#guide ? this.#guide.open : NO_GUIDE)
    for (let depth = 0; depth < spots.length; depth++)
      this.#counts[this.#course.depths + depth] = this.#placing.count(depth)
    return this.#stand !== null
  }

  /** Before a slow look; `behind` the segment that was seen last. */
  leave(behind: { position: number; offset: number }): void {
    if (!this.#stand) return
    this.#placing.resume(this.#stand.spots, (depth) => this.#counts[this.#course.depths + depth]!)
    this.#guide?.resume(this.#stand.open, behind)
    this.#stand = null
  }

  /** The document has ended, and what was counted has been told. */
  end(): void {
    this.#course.giveBack(this.#counts)
  }

  /** What the last segment here did. */
  get likely(): Move<Plan> | null {
    return this.#stand!.likely
  }

  /** What a segment of this tag does; null: that takes a slow look. */
  move(code: number): Move<Plan> | null {
    const stand = this.#stand!
    const { likely } = stand
    if (likely !== null && likely.code === code) return likely
    const move = this.#course.moveFrom(stand, code)
    if (move !== null) stand.likely = move
    return move
  }

  /** Whether nothing is missing in the loops that end, and what comes has not come too often. */
  mayPass({ counts: lists }: Way<Plan>): boolean {
    const counts = this.#counts
    let i = LISTS
    for (const end = lists[0]!; i < end; i += 2) if (counts[lists[i]!]! < lists[i + 1]!) return false
    for (const end = lists[1]!; i < end; i += 2) if (counts[lists[i]!]! >= lists[i + 1]!) return false
    return true
  }

  pass({ to, counts: lists }: Way<Plan>): void {
    const counts = this.#counts
    let i = lists[1]!
    for (const end = lists[2]!; i < end; i++) counts[lists[i]!]!++
    for (const end = lists[3]!; i < end; i++) counts[lists[i]!] = 1
    for (const end = lists[4]!; i < end; i++) counts[lists[i]!] = 0
    this.#stand = to
  }
}
