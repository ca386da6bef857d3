import type { Pool } from 'pg'

/** The highest ISA13 and GS06: nine digits; behind it the sequence begins again at 1 (X12.5 §I12, §28). */
const NUMBER_MAX = 999_999_999
const BLOCK_MAX = 500
const BUSY_MS = 2_000

/** The sequence that outgoing interchanges of one pair take their numbers from. */
export interface Pair {
  sender: string
  receiver: string
  mode: string
}

interface Block {
  next: number
  last: number
  size: number
  reservedAt: number
  /** Who asked while numbers were being reserved: nobody overtakes them. */
  waiting: number
  turn: Promise<unknown>
}

/**
 * Control numbers, reserved in blocks: the reservation is durable before a number of it is used, so no number is ever used
 * twice; what a killed process did not use is a gap, explained by its row in `control_number_reservations`.
 */
export class ControlNumbers {
  readonly #pool: Pool
  readonly #node = 1 + Math.floor(Math.random() * 0x7fff_fffe)
  readonly #blocks = new Map<string, Block>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** The next number of the pair. Callers are served in the order in which they ask. */
  take(pair: Pair): Promise<number> | number {
    const key = `${pair.sender} ${pair.receiver} ${pair.mode}`
    let block = this.#blocks.get(key)
    if (!block) {
      block = { next: 1, last: 0, size: 0, reservedAt: 0, waiting: 0, turn: Promise.resolve() }
      this.#blocks.set(key, block)
    }
    const own = block
    if (own.waiting === 0 && own.next <= own.last) return own.next++
    own.waiting++
    const mine = own.turn.then(async () => {
      try {
        if (own.next > own.last) await this.#reserve(pair, own)
        return own.next++
      } finally {
        own.waiting--
      }
    })
    own.turn = mine.catch(() => {})
    return mine
  }

  async #reserve(pair: Pair, block: Block): Promise<void> {
    // Doubles while numbers are wanted quickly, so a quiet pair counts 1, 2, 3 and a busy one asks seldom.
    const busy = performance.now() - block.reservedAt < BUSY_MS
    const size = busy ? Math.min(Math.max(1, block.size * 2), BLOCK_MAX) : 1
    const { rows } = await this.#pool.query({
      name: 'reserve control numbers',
      // A block never crosses the end: it is cut there, and the next one begins at 1.
      text: `with w as (
          insert into control_numbers as c (sender, receiver, mode, next) values ($1, $2, $3, 1 + $4)
          on conflict (sender, receiver, mode) do update set next = case when c.next > $5 then 1 else c.next end + $4
          returning next - $4 as first, least(next - 1, $5) as last)
        insert into control_number_reservations (sender, receiver, mode, first, last, worker)
        select $1, $2, $3, first, last, $6 from w
        on conflict (sender, receiver, mode, first) do update set last = excluded.last, worker = excluded.worker, at = now()
        returning first, last`,
      values: [pair.sender, pair.receiver, pair.mode, size, NUMBER_MAX, this.#node],
    })
    block.size = size
    block.reservedAt = performance.now()
    block.next = Number(rows[0].first)
    block.last = Number(rows[0].last)
  }
}
