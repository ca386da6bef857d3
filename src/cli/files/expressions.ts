import { checkExpressions } from '../../edi/guides/checks.ts'
import type { Verdict } from '../../edi/guides/expression.ts'
import { isFor } from '../../edi/guides/guided.ts'
import type { GuidePlan } from '../../edi/guides/plan.ts'
import type { Problem } from '../../edi/problems.ts'
import { Expressions } from '../../modules/expressions/verbs.ts'
import type { FoundMessage, MessageFile } from './reading.ts'

/** Expressions need a message whole in memory: a larger one is not given to them, which is told. */
const BYTES_MAX = 8_388_608

/** Asks the expressions of a guide about the messages of a file, each in a process that can be ended. */
export class Asking {
  readonly #plan: GuidePlan
  readonly #expressions = new Expressions()

  constructor(plan: GuidePlan) {
    this.#plan = plan
  }

  /** What they say of a message; nothing of one that the guide is not for. */
  async about(file: MessageFile, found: FoundMessage): Promise<Problem[]> {
    if (!isFor(this.#plan, found)) return []
    if (found.to - found.from > BYTES_MAX) return checkExpressions([], this.#plan, tooLarge)
    return checkExpressions(found.tokens(await file.bytes(found)), this.#plan, this.#expressions.evaluate)
  }

  close(): Promise<void> {
    return this.#expressions.close()
  }
}

async function tooLarge(): Promise<Verdict> {
  return { failed: `it looks only at messages of at most ${BYTES_MAX} bytes` }
}
