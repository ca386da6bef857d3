import type { Verdict } from '../../edi/guides/expression.ts'
import { type Mapped, mappingEnded } from '../../formats/own/mapping.ts'
import { type ThreadLimits, Threads, type Told } from '../../platform/threads.ts'
import type { Answer, Question } from './thread.ts'

/** Four times what a mapping may take by its own clock, which looks only between two steps. */
const LIMITS: ThreadLimits = { count: 2, timeout_ms: 1_000, memory_mb: 256 }

/**
 * The expressions of users, each evaluated in a thread that is ended when it takes too long or too much memory: a regular expression
 * that never ends can be stopped in no other way. One for a process; what it gives is what the pure evaluation gives.
 */
export class Expressions {
  readonly #threads: Threads<Question, Answer>

  constructor(limits: Partial<ThreadLimits> = {}) {
    this.#threads = new Threads(new URL('thread.ts', import.meta.url), { ...LIMITS, ...limits })
  }

  /** As `runMapping` of the formats. */
  readonly runMapping = async (expression: string, source: unknown): Promise<Mapped> => {
    const told = (await this.#threads.ask({ kind: 'mapping', expression, source })) as Told<Mapped>
    return 'answer' in told ? told.answer : { target: null, problem: mappingEnded(wordsOf(told)) }
  }

  /** As `evaluate` of the guides: for `checkExpressions`. */
  readonly evaluate = async (expression: string, document: unknown): Promise<Verdict> => {
    const told = (await this.#threads.ask({ kind: 'rule', expression, document })) as Told<Verdict>
    return 'answer' in told ? told.answer : { failed: wordsOf(told) }
  }

  close(): Promise<void> {
    return this.#threads.close()
  }
}

function wordsOf({ ended, reason }: Exclude<Told<Answer>, { answer: Answer }>): string {
  return ended === 'failure' ? reason : `it took ${reason}`
}
