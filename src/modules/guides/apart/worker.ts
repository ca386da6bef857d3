import { parentPort } from 'node:worker_threads'
import { evaluate } from '../../../edi/guides/expression.ts'

// A thread that evaluates one expression after the other; who started it ends it when it takes too long.
parentPort!.on('message', async ({ expression, document }: { expression: string; document: unknown }) => {
  parentPort!.postMessage(await evaluate(expression, document))
})
parentPort!.postMessage('ready')
