import { appendFileSync } from 'node:fs'

// The names have colons of their own: only digits at the end are a turn.
const [, wantedName, wantedTurn] = /^(.*?)(?::(\d+))?$/.exec(process.env['ENTREPOT_KILL_AT'] ?? '')!
const trace = process.env['ENTREPOT_KILL_TRACE']
let turns = 0

/**
 * A named point between two durable acts, where the proof may end this process as `kill -9` would.
 * `ENTREPOT_KILL_AT=name` ends it at the first pass, `name:3` at the third; `ENTREPOT_KILL_TRACE=file` lists the points passed.
 * Costs one comparison where neither is set.
 */
export function killAt(name: string): void {
  if (trace !== undefined) appendFileSync(trace, `${name}\n`)
  if (wantedName !== name) return
  if (++turns >= Number(wantedTurn ?? 1)) process.kill(process.pid, 'SIGKILL')
}
