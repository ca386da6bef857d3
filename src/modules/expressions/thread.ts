import { parentPort } from 'node:worker_threads'
import { evaluate, type Verdict } from '../../edi/guides/expression.ts'
import { type Mapped, runMapping } from '../../formats/own/mapping.ts'
import { READY } from '../../platform/pool.ts'

/** What can be asked: a mapping of a source, or whether a rule of a guide holds. */
export type Question =
  | { kind: 'mapping'; expression: string; source: unknown }
  | { kind: 'rule'; expression: string; document: unknown }
export type Answer = Mapped | Verdict

const answerTo = (question: Question): Promise<Answer> =>
  question.kind === 'mapping'
    ? runMapping(question.expression, question.source)
    : evaluate(question.expression, question.document)

parentPort!.on('message', async (question: Question) => parentPort!.postMessage(await answerTo(question)))
parentPort!.postMessage(READY)
