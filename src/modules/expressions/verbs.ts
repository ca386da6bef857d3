import type { Verdict } from '../../edi/guides/expression.ts'
import { type Mapped, mappingEnded } from '../../formats/own/mapping.ts'
import type { Pool, Told } from '../../platform/pool.ts'
import { processes } from '../../platform/processes.ts'
import type { Answer, Question } from './thread.ts'

interface Limits {
  /** So many expressions at the same time; the others wait. */
  count: number
  timeout_ms: number
  memory_mb: number
}

/** Four times what a mapping may take by its own clock, which looks only between two steps. */
const LIMITS: Limits = { count: 2, timeout_ms: 1_000, memory_mb: 256 }

/**
 * The expressions of users, each evaluated in a thread that is ended when it takes too long or too much memory, in a process of its
 * own: a regular expression that never ends can be stopped in no other way, nor a text that grows beyond all memory at once. One
 * of these for the grid; what it gives is what the pure evaluation gives.
 */
export class Expressions {
  readonly #pool: Pool<Question, Told<Answer>>

  constructor(limits: Partial<Limits> = {}) {
    const { count, timeout_ms, memory_mb } = { ...LIMITS, ...limits }
    this.#pool = processes(new URL('process.ts', import.meta.url), count, [String(timeout_ms), String(memory_mb)])
  }

  /** As `runMapping` of the formats. */
  readonly runMapping = async (expression: string, source: unknown): Promise<Mapped> => {
    const told = await this.#ask<Mapped>({ kind: 'mapping', expression, source })
    return 'answer' in told ? told.answer : { target: null, problem: mappingEnded(wordsOf(told)) }
  }

  /** As `evaluate` of the guides: for `checkExpressions`. */
  readonly evaluate = async (expression: string, document: unknown): Promise<Verdict> => {
    const told = await this.#ask<Verdict>({ kind: 'rule', expression, document })
    return 'answer' in told ? told.answer : { failed: wordsOf(told) }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  /** What the thread was told, or what became of its process. */
  async #ask<Kind extends Answer>(question: Question): Promise<Told<Kind>> {
    const told = await this.#pool.ask(question)
    return ('answer' in told ? told.answer : told) as Told<Kind>
  }
}

function wordsOf({ ended, reason }: Exclude<Told<Answer>, { answer: Answer }>): string {
  return ended === 'failure' ? reason : `it took ${reason}`
}
