import { startTestServer } from './database.ts'

/** One Postgres for the whole run. */
export async function setup(): Promise<() => Promise<void>> {
  return startTestServer()
}
