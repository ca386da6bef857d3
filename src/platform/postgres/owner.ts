import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'

/** Who the server runs as, when not as ourselves. */
export interface Owner {
  uid: number
  gid: number
}

/** Postgres refuses to run as root: then it runs as user `postgres`, made if missing. */
export function serverOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null
  return findUser() ?? makeUser()
}

/** Makes the folder and returns its real path; throws when the server's user could not enter it. */
export function makeFolder(path: string, owner: Owner | null): string {
  const first = mkdirSync(path, { recursive: true, mode: owner ? 0o711 : 0o700 })
  if (first !== undefined && owner) openWay(path, first)
  const folder = realpathSync(path)
  if (owner) assertEnterable(folder, owner)
  return folder
}

function findUser(): Owner | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return null
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function makeUser(): Owner {
  const group = spawnSync('groupadd', ['--system', 'postgres'], { encoding: 'utf8' })
  const user = spawnSync(
    'useradd',
    ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    { encoding: 'utf8' },
  )
  const made = findUser()
  if (made) return made
  const reason = [group, user].map((run) => run.error?.message ?? run.stderr.trim()).join(' ')
  throw new Error(
    `As root the embedded Postgres runs as user postgres, who does not exist and could not be made: ${reason} ` +
      'Make that user, start the grid as an ordinary user, or set ENTREPOT_DATABASE_URL.',
  )
}

/** Folders just made get their mode in spite of our umask. */
function openWay(path: string, first: string): void {
  for (let at = path; at.length >= first.length; at = dirname(at)) chmodSync(at, 0o711)
}

function assertEnterable(folder: string, owner: Owner): void {
  const ways: string[] = []
  for (let at = folder; at !== dirname(at); at = dirname(at)) ways.unshift(at)
  for (const way of ways) {
    try {
      execFileSync('/bin/sh', ['-c', 'cd "$0"', way], { ...owner, cwd: '/', stdio: 'ignore' })
    } catch {
      throw new Error(
        `User postgres, who runs the embedded database, cannot enter ${way}: allow it (chmod o+x) or set ENTREPOT_DATA ` +
          'to a folder outside, such as one under /var/lib.',
      )
    }
  }
}
