import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Grid } from '../../grid.ts'
import { systemActor } from '../../platform/actor.ts'
import { keyHash } from './key.ts'
import { findUsableKey } from './queries.ts'
import { createApiKey } from './verbs.ts'

/**
 * The key in this file, for the command line on the same machine; made at the first start, or when the one in the file no
 * longer works (another database, revoked). Readable by its owner only.
 */
export async function ensureAdminKey(grid: Pick<Grid, 'database' | 'newId' | 'now'>, file: string): Promise<string> {
  const found = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
  if (found !== undefined && (await findUsableKey(grid.database.kysely, keyHash(found))) !== undefined) return found
  const { secret } = await createApiKey(grid, systemActor, { name: 'command line', organization: null, scopes: ['*'] })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${secret}\n`, { mode: 0o600 })
  await rename(draft, file)
  return secret
}
