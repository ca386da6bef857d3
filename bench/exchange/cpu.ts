import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** Microseconds of processor time that a process has used so far; 0 if it is gone. Linux only. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid)
  // utime and stime, fields 14 and 15 of proc(5), counted here from the state, field 3.
  return fields ? ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1_000_000 : 0
}

/** The same for the process and its living children: Postgres has one a connection. */
export function cpuOfFamily(pid: number): number {
  return familyOf(pid).reduce((sum, one) => sum + cpuOf(one), 0)
}

/** The process itself, then its living children. Linux only. */
export function familyOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return [pid, ...pids.map(Number).filter((one) => Number(statOf(one)?.[1]) === pid)]
}

/** Milliseconds that the host of a virtual machine has kept its cores for others, since its start and of all cores. Linux only. */
export function stolenMs(): number {
  // `steal`, the eighth number of the first line (proc(5)).
  const steal = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!.split(/ +/)[8]
  return (Number(steal ?? 0) / TICKS_PER_SECOND) * 1000
}

function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
