/** Beyond this many that do not follow each other, repeats are found among the first ones only. */
const OTHERS_MAX = 1_000_000

/** The numbers of sets or messages that were there before. Most files number one after the other: that takes no memory. */
export class SeenNumbers {
  /** A row of numbers, each one more than the one before, written with at least so many digits. */
  #from = 0
  #to = -1
  #digits = 0
  /** What comes behind the row. */
  #next: string | null = null
  readonly #others = new Set<string>()

  clear(): void {
    this.#to = this.#from - 1
    this.#next = null
    this.#others.clear()
  }

  /** Whether this one was there before; from now on it was. */
  add(text: string): boolean {
    const follows = text === this.#next && this.#others.size === 0
    if (!follows && (this.#isInRow(text) || this.#others.has(text))) return true
    if (text === this.#next) this.#to++
    else if (this.#to < this.#from && /^\d{1,15}$/.test(text)) this.#begin(text)
    else {
      if (this.#others.size < OTHERS_MAX) this.#others.add(text)
      return false
    }
    this.#next = this.#written(this.#to + 1)
    return false
  }

  #begin(text: string): void {
    this.#from = Number(text)
    this.#to = this.#from
    this.#digits = text[0] === '0' ? text.length : 0
  }

  #isInRow(text: string): boolean {
    const number = Number(text)
    return Number.isInteger(number) && number >= this.#from && number <= this.#to && text === this.#written(number)
  }

  #written(number: number): string {
    return String(number).padStart(this.#digits, '0')
  }
}
