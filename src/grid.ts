import type { Config } from './config.ts'
import type { Commit } from './platform/change.ts'
import type { Database } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import type { Payloads } from './platform/payloads/payloads.ts'
import type { Secrets } from './platform/secrets.ts'

/** The parts a verb may use. Made once in `app.ts`, handed to everything in plain sight. */
export interface Grid {
  config: Config
  log: Log
  database: Database
  commit: Commit
  payloads: Payloads
  secrets: Secrets
  /** Milliseconds since 1970. Pure code gets the time as an argument. */
  now(): number
  newId(): string
}
