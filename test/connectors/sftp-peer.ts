import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sshd, startSshd } from '../peers/sshd.ts'
import type { Peer } from './suite.ts'

/** OpenSSH's server with two folders: `out` to pick up from, `in` to drop at. */
export async function startSftpPeer(): Promise<Peer & { sshd: Sshd }> {
  const sshd = await startSshd()
  const [inbox, outbox] = [join(sshd.folder, 'out'), join(sshd.folder, 'in')]
  const { host, port, user, privateKey, fingerprints } = sshd
  const files = async (folder: string) =>
    (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name)
  return {
    sshd,
    host,
    port,
    connection: (at) => ({ ...at, user, privateKey, hostKeys: [fingerprints.ed25519], timeoutMs: 5_000 }),
    strangers: (at) => ({ ...at, user, password: 'wrong', hostKeys: [fingerprints.rsa] }),
    pickUp: { folder: 'out', quietSeconds: 0 },
    drop: { folder: 'in' },
    failing: { errorFolder: 'failed' },
    async clear() {
      for (const folder of [inbox, outbox]) {
        await rm(folder, { recursive: true, force: true })
        await mkdir(folder)
      }
    },
    async put(name, bytes, changedAt) {
      await writeFile(join(inbox, `.${name}.tmp`), bytes)
      if (changedAt) await utimes(join(inbox, `.${name}.tmp`), changedAt, changedAt)
      await rename(join(inbox, `.${name}.tmp`), join(inbox, name))
    },
    lying: () => files(inbox),
    taken: async () => (existsSync(join(inbox, 'archive')) ? files(join(inbox, 'archive')) : []),
    async dropped() {
      const found = new Map<string, Buffer>()
      for (const name of await files(outbox)) {
        if (!name.startsWith('.')) found.set(name, await readFile(join(outbox, name)))
      }
      return found
    },
    async filesIn(place) {
      const folder = place === 'out' ? inbox : join(inbox, 'failed')
      const found = new Map<string, string>()
      for (const name of existsSync(folder) ? await files(folder) : []) {
        found.set(name, await readFile(join(folder, name), 'utf8'))
      }
      return found
    },
    kill: sshd.kill,
    start: () => sshd.start(),
    stop: sshd.stop,
  }
}
