import type { Grid } from '../../grid.ts'
import { newKeyPair } from '../../sftp/key-pair.ts'

/** The server's keys, made once and kept sealed in the database: every node shows the same, and none is made anew at a restart. */
export async function hostKeys({ secrets, database }: Pick<Grid, 'secrets' | 'database'>): Promise<string[]> {
  const kinds = [
    { name: 'sftp host key ed25519', make: () => newKeyPair('ed25519').private },
    { name: 'sftp host key rsa', make: () => newKeyPair('rsa').private },
  ]
  return Promise.all(kinds.map(({ name, make }) => secrets.keepOnce(database.pool, name, make)))
}
