import { setTimeout as sleep } from 'node:timers/promises'
import { type Postgres, type PostgresOptions, startPostgres } from './embedded.ts'

const LOOK_EVERY_MS = 1_000
const AGAIN_MS = 5_000
/** A connection is asked for to know whether it still takes any. */
const ASK_EVERY_MS = 5_000

export interface Keeping {
  /** No longer looks; returns the server as it is now. */
  letGo(): Promise<Postgres>
}

/**
 * Starts the server again whenever it has ended: killed, or by itself on a full disk, where Postgres gives up its recovery, or
 * stops halfway in it and is ended then. As long as it does not start (no room yet), it is tried again. `told` hears of each end,
 * and of each start that failed.
 */
export function keepPostgres(first: Postgres, options: PostgresOptions, told: (error: Error) => void): Keeping {
  const letting = new AbortController()
  let current = first
  const kept = (async () => {
    let asked = Date.now()
    for (let waitMs = LOOK_EVERY_MS; !letting.signal.aborted; ) {
      await sleep(waitMs, undefined, { signal: letting.signal, ref: false }).catch(() => {})
      const asks = Date.now() - asked >= ASK_EVERY_MS
      if (letting.signal.aborted || (current.lives() && !asks)) continue
      try {
        if (current.lives()) {
          asked = Date.now()
          if (!(await current.endIfStuck())) continue
          told(new Error('the recovery of the embedded Postgres stood still'))
        }
        told(new Error('the embedded Postgres has ended and is started again'))
        current = await startPostgres(options)
        waitMs = LOOK_EVERY_MS
      } catch (error) {
        told(error as Error)
        waitMs = AGAIN_MS
      }
    }
  })()
  return {
    async letGo() {
      letting.abort()
      await kept
      return current
    },
  }
}
