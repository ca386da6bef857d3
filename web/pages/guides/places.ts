/** Where the value of a JSON pointer (RFC 6901) begins in a text, and on which line; null: the text has no such place. */
export function placeIn(text: string, pointer: string): { at: number; line: number } | null {
  const at = new Walk(text).find(pointer)
  return at === null ? null : { at, line: text.slice(0, at).split('\n').length }
}

/** Walks through JSON that is known to be one, as far as it must. */
class Walk {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** What is missing is looked for where it would stand: the nearest place above that is there. */
  find(pointer: string): number | null {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    this.#blank()
    for (const step of steps) {
      const here = this.#at
      if (!this.#enter(step)) return here
    }
    return this.#at < this.#text.length ? this.#at : null
  }

  /** To the value of a member or item of what begins here. */
  #enter(step: string): boolean {
    const open = this.#text[this.#at]
    if (open !== '{' && open !== '[') return false
    this.#at++
    for (let item = 0; ; item++) {
      this.#blank()
      const first = this.#text[this.#at]
      if (first === undefined || first === '}' || first === ']') return false
      let name = String(item)
      if (open === '{') {
        const from = this.#at
        this.#string()
        name = JSON.parse(this.#text.slice(from, this.#at)) as string
        this.#blank()
        this.#at++
        this.#blank()
      }
      if (name === step) return true
      this.#value()
      this.#blank()
      if (this.#text[this.#at] === ',') this.#at++
    }
  }

  #value(): void {
    let depth = 0
    do {
      const character = this.#text[this.#at]
      if (character === '"') {
        this.#string()
        continue
      }
      if (character === '{' || character === '[') depth++
      if (character === '}' || character === ']') depth--
      if (depth < 0) return
      this.#at++
    } while (this.#at < this.#text.length && (depth > 0 || !/[,\]}]/.test(this.#text[this.#at]!)))
  }

  #string(): void {
    for (this.#at++; this.#text[this.#at] !== '"' && this.#at < this.#text.length; this.#at++)
      if (this.#text[this.#at] === '\\') this.#at++
    this.#at++
  }

  #blank(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }
}
