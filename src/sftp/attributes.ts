import type { Attributes } from 'ssh2'
import type { Entry } from './home.ts'

const FILE = 0o100640
const FOLDER = 0o040750

export function attributes(entry: Entry): Attributes {
  const seconds = Math.floor(entry.modifiedAt.getTime() / 1000)
  return {
    mode: entry.kind === 'folder' ? FOLDER : FILE,
    uid: 0,
    gid: 0,
    size: entry.sizeBytes,
    atime: seconds,
    mtime: seconds,
  }
}

/** The line of `ls -l`, which some clients read instead of the attributes. */
export function longName(entry: Entry): string {
  const mode = entry.kind === 'folder' ? 'drwxr-x---' : '-rw-r-----'
  const at = entry.modifiedAt
  const date = `${MONTHS[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 16)}`
  return `${mode}   1 grid     grid     ${String(entry.sizeBytes).padStart(12)} ${date} ${entry.name}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
