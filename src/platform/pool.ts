/** What came of a question: its answer, or why whoever worked on it was ended. */
export type Told<Answer> = { answer: Answer } | { ended: Ended; reason: string }
export type Ended = 'time' | 'memory' | 'failure'

/** What a worker says when it is loaded; from then on it answers each question with one message. */
export const READY = 'ready'

export interface Waiting<Question, Answer> {
  question: Question
  tell(told: Told<Answer>): void
}

/** A thread or process that takes one question at a time; those with nothing to do must not keep the process alive. */
export interface Hand<Question, Answer> {
  readonly isFree: boolean
  take(waiting: Waiting<Question, Answer>): void
  /** Ends it, whatever it is doing; who waits for its answer is told why. */
  end(ended: Ended, reason: string): Promise<void>
}

/** Questions wait for the first free hand; hands are made when they are needed, up to so many, and anew when one has ended. */
export class Pool<Question, Answer> {
  readonly #count: number
  readonly #make: (done: (isEnded: boolean) => void) => Hand<Question, Answer>
  readonly #waiting: Waiting<Question, Answer>[] = []
  readonly #hands = new Set<Hand<Question, Answer>>()
  #isClosed = false

  /** `make` gets what is to be called after each answer, and when the hand has ended. */
  constructor(count: number, make: (done: (isEnded: boolean) => void) => Hand<Question, Answer>) {
    this.#count = count
    this.#make = make
  }

  ask(question: Question): Promise<Told<Answer>> {
    return new Promise((tell) => {
      this.#waiting.push({ question, tell })
      this.#next()
    })
  }

  /** Ends them all; what waits is told so. */
  async close(): Promise<void> {
    this.#isClosed = true
    const ending = [...this.#hands].map((hand) => hand.end('failure', CLOSED))
    this.#next()
    await Promise.all(ending)
  }

  #next(): void {
    for (let waiting = this.#waiting[0]; waiting; waiting = this.#waiting[0]) {
      const hand = this.#isClosed ? null : this.#free()
      if (!hand && !this.#isClosed) return
      this.#waiting.shift()
      if (hand) hand.take(waiting)
      else waiting.tell({ ended: 'failure', reason: CLOSED })
    }
  }

  #free(): Hand<Question, Answer> | null {
    for (const hand of this.#hands) if (hand.isFree) return hand
    if (this.#hands.size >= this.#count) return null
    const hand = this.#make((isEnded) => {
      if (isEnded) this.#hands.delete(hand)
      this.#next()
    })
    this.#hands.add(hand)
    return hand
  }
}

const CLOSED = 'nothing is evaluated any more'
