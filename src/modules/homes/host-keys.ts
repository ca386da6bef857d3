import ssh2 from 'ssh2'
import type { Grid } from '../../grid.ts'

/** The server's keys, made once and kept sealed in the database: every node shows the same, and none is made anew at a restart. */
export async function hostKeys({ secrets, database }: Pick<Grid, 'secrets' | 'database'>): Promise<string[]> {
  const kinds = [
    { name: 'sftp host key ed25519', make: () => ssh2.utils.generateKeyPairSync('ed25519').private },
    { name: 'sftp host key rsa', make: () => ssh2.utils.generateKeyPairSync('rsa', { bits: 3072 }).private },
  ]
  return Promise.all(kinds.map(({ name, make }) => secrets.keepOnce(database.pool, name, make)))
}
