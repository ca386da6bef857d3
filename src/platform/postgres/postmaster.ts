import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Place } from './cluster.ts'

/** The process of the server that runs on this data folder, or null. */
export async function findPostmaster(data: string): Promise<number | null> {
  const pid = pidIn(await readPidFile(data))
  return pid !== null && isPostmaster(pid, data) ? pid : null
}

/** Alive, a Postgres, and of this very data folder: after a reboot the number in a pid file is anybody's. */
export function isPostmaster(pid: number, data: string): boolean {
  const words = commandOf(pid)
  return basename(words[0] ?? '') === 'postgres' && words[words.indexOf('-D') + 1] === data
}

/**
 * Clears what a killed server left and what would keep a new one from starting: a pid file whose number now belongs to another
 * program of the same user (Postgres itself looks no further than "alive"), and backends that have not yet noticed the end of
 * their postmaster and hold its shared memory.
 */
export async function clearRemains(place: Place): Promise<void> {
  await removeStalePidFile(place.data)
  for (const pid of orphans(place)) {
    try {
      process.kill(pid, 'SIGKILL') // harmless: without a postmaster there is a recovery ahead anyway
    } catch {} // gone by itself
  }
}

async function removeStalePidFile(data: string): Promise<void> {
  const seen = await readPidFile(data)
  const pid = pidIn(seen)
  if (pid === null || isPostmaster(pid, data)) return
  // Moved, then looked at again: another process may have put the file of its new server there since.
  const [file, moved] = [
    join(data, 'postmaster.pid'),
    join(data, `postmaster.pid.stale-${randomBytes(4).toString('hex')}`),
  ]
  const renamed = await rename(file, moved).then(
    () => true,
    () => false,
  )
  if (!renamed) return
  if ((await readFile(moved, 'utf8')) !== seen) await link(moved, file).catch(() => {})
  await rm(moved)
}

function orphans(place: Place): number[] {
  if (process.platform !== 'linux') return [] // elsewhere they end by themselves, later
  return processesOf(place, '').filter((pid) => !isPostmaster(parentOf(pid), place.data))
}

/**
 * What the recovery of this server has done so far: hundredths of a second of processor time of the processes that replay the
 * log and write what was replayed, and whether one of them waits for the disk just now. Null where that cannot be read.
 */
export function recoveryOf(place: Place, pid: number): { spent: number; waits: boolean } | null {
  if (process.platform !== 'linux') return null
  const stats = processesOf(place, '(startup|checkpointer)\\b').map(statOf)
  const ours = stats.filter((stat) => Number(stat[1]) === pid)
  return {
    spent: ours.reduce((sum, stat) => sum + Number(stat[11]) + Number(stat[12]), 0),
    waits: ours.some(([state]) => state === 'D'),
  }
}

/** The processes of a server by what they call themselves, with or without their postmaster. */
function processesOf(place: Place, role: string): number[] {
  const title = new RegExp(`^postgres: ${place.name}: ${role}`)
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return all.map(Number).filter((pid) => title.test(commandOf(pid).join(' ')))
}

async function readPidFile(data: string): Promise<string> {
  return readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
}

function pidIn(text: string): number | null {
  const pid = Number.parseInt(text, 10)
  return pid > 0 ? pid : null
}

/** The command line, which root may read of any process even in a container without SYS_PTRACE (unlike its folder). */
function commandOf(pid: number): string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ')
  } catch {
    return []
  }
}

function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0)
}

/** What the kernel says of a process, behind its name: state, parent and so on, as proc(5) lists it from the third field. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
