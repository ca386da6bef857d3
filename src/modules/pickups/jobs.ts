import type { JobKind } from '../../platform/work.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { lookFailed } from './failing.ts'
import { look } from './looking.ts'

/** A look that failed is over, too: its Change adds the next one, as that of a good look does. */
export function pickupKinds(x: Exchange): Record<string, JobKind> {
  return {
    'pick-up': {
      pure: false,
      run: (job, signal) => look(x, job, signal),
      retry: () => null,
      gaveUp: (job, error) => lookFailed(x, job, error),
    },
  }
}
