/** Some 10 MB: what a burst leaves waiting in its lanes. */
const MAX = 20_000

/**
 * What this process just wrote and will soon work on. It is given out once: who asks a second time learns nothing, and reads what is
 * written. What is not asked for leaves in the order in which it came.
 */
export class RememberedOnce<T> {
  readonly #all = new Map<string, T>()

  remember(id: string, one: T): void {
    if (this.#all.size >= MAX) this.#all.delete(this.#all.keys().next().value!)
    this.#all.set(id, one)
  }

  take(id: string): T | undefined {
    const one = this.#all.get(id)
    if (one !== undefined) this.#all.delete(id)
    return one
  }
}
