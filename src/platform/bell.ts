/** Rouses those who wait for something to happen. A ring between a look and the wait that follows it is not lost. */
export class Bell {
  readonly #sleepers = new Set<() => void>()
  #rings = 0

  /** Taken before a look, given to the `wait` after it. */
  get rings(): number {
    return this.#rings
  }

  ring(): void {
    this.#rings++
    for (const rouse of this.#sleepers) rouse()
  }

  /** Resolves at the next ring, at once if there was one since `seen`, or after `ms`. */
  async wait(seen: number, ms: number): Promise<void> {
    if (seen !== this.#rings) return
    await new Promise<void>((resolve) => {
      const rouse = () => {
        clearTimeout(timer)
        this.#sleepers.delete(rouse)
        resolve()
      }
      const timer = setTimeout(rouse, ms)
      this.#sleepers.add(rouse)
    })
  }
}
