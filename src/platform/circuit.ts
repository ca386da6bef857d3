import type { Pool } from 'pg'
import { liftRest, restCircuit, rests, startProbe } from './circuit-sql.ts'
import type { ClaimedLane } from './work-sql.ts'

/** Lanes that found the other side away, one after the other, before all of them rest: one alone may only have a bad job. */
const AWAY_AFTER = 3

export interface CircuitOptions {
  pool: Pool
  worker: number
  /** Told when the lanes of one other side rest. */
  rested?(circuit: string, rest: { failures: number; restMs: number }): void
  /** Lanes are due again. */
  lifted(): void
}

/** What all lanes to one other side share: `out:<channel>` and `out:<channel>:<key>`. Null: a lane that does no outside work. */
export function circuitOf(lane: string): string | null {
  return lane.startsWith('out:') ? lane.split(':', 2).join(':') : null
}

/**
 * One rest for all lanes that lead to one other side. After three of them in a row found it away, none is tried until the rest
 * is over; then one is, and either all go on or all rest again. The lane of the circuit's own name holds this in its row, also
 * where nothing ever waits in it. Each lane has a time of its own at which it is due whatever happens: whoever is killed
 * with the probe in hand holds nobody up for longer than that.
 */
export class Circuits {
  readonly #o: CircuitOptions
  /** Lanes that found it away since it was last there. */
  readonly #away = new Map<string, Set<string>>()

  constructor(options: CircuitOptions) {
    this.#o = options
  }

  /** Null: the lane rests, and is given back. */
  async enter(lane: ClaimedLane): Promise<LaneTurn | null> {
    const circuit = circuitOf(lane.name)
    const probes = circuit !== null && lane.away > 0
    if (probes && !(await startProbe(this.#o.pool, circuit))) {
      await rests(this.#o.pool, { lane: lane.name, circuit, worker: this.#o.worker })
      return null
    }
    return new LaneTurn(this, { lane: lane.name, circuit, probes })
  }

  async lift(circuit: string): Promise<void> {
    await liftRest(this.#o.pool, circuit)
    this.#o.lifted()
  }

  async rest(of: { circuit: string; probes: boolean; askedMs: number }): Promise<void> {
    const rest = await restCircuit(this.#o.pool, of)
    if (rest) this.#o.rested?.(of.circuit, rest)
  }

  wasThere(circuit: string): void {
    this.#away.delete(circuit)
  }

  /** True: so many lanes say so that it must be the other side. */
  wasAway(circuit: string, lane: string): boolean {
    const lanes = this.#away.get(circuit) ?? new Set()
    this.#away.set(circuit, lanes.add(lane))
    if (lanes.size < AWAY_AFTER) return false
    return this.#away.delete(circuit)
  }
}

/** One lane while it is held. */
export class LaneTurn {
  readonly #circuits: Circuits
  readonly #lane: string
  readonly #circuit: string | null
  readonly #probes: boolean
  #wasThere = false
  #askedMs: number | null = null

  constructor(circuits: Circuits, of: { lane: string; circuit: string | null; probes: boolean }) {
    this.#circuits = circuits
    this.#lane = of.lane
    this.#circuit = of.circuit
    this.#probes = of.probes
  }

  /** A job went through. */
  async through(): Promise<void> {
    if (this.#circuit === null) return
    this.#circuits.wasThere(this.#circuit)
    if (!this.#probes || this.#wasThere) return
    this.#wasThere = true
    await this.#circuits.lift(this.#circuit)
  }

  /** A job failed; null: for a reason that says nothing about the other side. */
  failed(away: number | null): void {
    this.#askedMs = away
  }

  /** After the lane was given back. */
  async end(): Promise<void> {
    if (this.#circuit === null) return
    const of = { circuit: this.#circuit, probes: this.#probes && !this.#wasThere }
    if (this.#askedMs !== null) {
      const many = this.#circuits.wasAway(this.#circuit, this.#lane)
      if (many || of.probes || this.#askedMs > 0) await this.#circuits.rest({ ...of, askedMs: this.#askedMs })
    } else if (of.probes) {
      // Nothing was tried, or it failed for its own reason: another lane has to find out.
      await this.#circuits.rest({ ...of, askedMs: -1 })
    }
  }
}
