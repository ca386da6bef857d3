import { type JobKind, NotYet } from '../../platform/work.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { lookFailed } from './failing.ts'
import { look } from './looking.ts'
import { advanceLook } from './verbs.ts'

const UNDER_WAY_MS = 300

/** A look that failed is over, too: its Change adds the next one, as that of a good look does. */
export function pickupKinds(x: Exchange): Record<string, JobKind> {
  return {
    'pick-up': {
      pure: false,
      run: (job, signal) => look(x, job, signal),
      retry: () => null,
      gaveUp: (job, error) => lookFailed(x, job, error),
    },
    'look-soon': {
      pure: false,
      async run({ subject }) {
        if (await advanceLook(x.database.kysely, subject)) return { rows: [] }
        throw new NotYet(UNDER_WAY_MS, 'a look is under way')
      },
      retry: (_error, attempt) => Math.min(1_000 * 2 ** attempt, 60_000),
      gaveUp: () => Promise.reject(new Error('this job is tried for ever')),
    },
  }
}
