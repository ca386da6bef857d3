import { READY } from '../../../platform/pool.ts'
import { threads } from '../../../platform/threads.ts'
import type { Made, Wish } from './making.ts'

/** Translates in a thread, so that this process hears when the grid has ended, whatever is being written. */
const [timeout_ms, memory_mb] = process.argv.slice(2).map(Number) as [number, number]
const pool = threads<Wish, Made>(new URL('thread.ts', import.meta.url), { count: 1, timeout_ms, memory_mb })

process.on('message', async (wish: Wish) => process.send!(await pool.ask(wish)))
process.on('disconnect', () => process.exit())
process.send!(READY)
