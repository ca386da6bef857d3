import { READY } from '../../platform/pool.ts'
import { threads } from '../../platform/threads.ts'
import type { Answer, Question } from './thread.ts'

/** Evaluates in a thread, so that this process hears when the grid has ended, whatever an expression is doing. */
const [timeout_ms, memory_mb] = process.argv.slice(2).map(Number) as [number, number]
const pool = threads<Question, Answer>(new URL('thread.ts', import.meta.url), { count: 1, timeout_ms, memory_mb })

process.on('message', async (question: Question) => process.send!(await pool.ask(question)))
process.on('disconnect', () => process.exit())
process.send!(READY)
