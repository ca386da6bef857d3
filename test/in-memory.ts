import { readFileSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'

const SHARED = '/dev/shm'
/** A run had 0.4 GB there; the rest is for what runs. */
const ROOM_BYTES = 3 * 1024 ** 3

let found: string | undefined

/**
 * Where files go that need not outlast the machine: in memory, where nothing waits for a disk, else among temporary ones. What a
 * killed process has written is there afterwards in both.
 */
export function inMemory(): string {
  found ??= hasRoom() ? SHARED : tmpdir()
  return found
}

/** Containers often have little of it, and where nothing may be executed. */
function hasRoom(): boolean {
  // Whoever names another place means it.
  if (process.env['TMPDIR'] !== undefined || process.platform !== 'linux') return false
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .findLast((line) => line.split(' ')[1] === SHARED)
  const [, , kind, options] = mount?.split(' ') ?? []
  if (kind !== 'tmpfs' || /\b(noexec|ro)\b/.test(options!)) return false
  const { bavail, bsize } = statfsSync(SHARED)
  return Math.min(bavail * bsize, freemem()) > ROOM_BYTES
}
