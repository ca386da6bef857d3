import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, escapeIdentifier } from 'pg'

/** Told the payload of a notification; null after a lost connection: some may have been missed, look yourself. */
export type Heard = (payload: string | null) => void

const AGAIN_MS_MIN = 50
const AGAIN_MS_MAX = 2_000

/** LISTEN on one connection for all channels, opened with the first and opened again whenever it is lost. */
export class Listener {
  readonly #open: () => Promise<Client>
  readonly #heard = new Map<string, Set<Heard>>()
  readonly #closing = new AbortController()
  #client: Promise<Client> | null = null

  constructor(open: () => Promise<Client>) {
    this.#open = open
  }

  async listen(channel: string, heard: Heard): Promise<{ stop(): Promise<void> }> {
    const all = this.#heard.get(channel) ?? new Set()
    this.#heard.set(channel, all.add(heard))
    this.#client ??= this.#connect(false)
    // Known to `#connect` before its connection is there: listening twice is harmless.
    await this.#client.then((client) => client.query(`listen ${escapeIdentifier(channel)}`)).catch(() => this.#client)
    return {
      stop: async () => {
        all.delete(heard)
        if (all.size > 0 || this.#heard.get(channel) !== all) return
        this.#heard.delete(channel)
        const client = await this.#client
        await client?.query(`unlisten ${escapeIdentifier(channel)}`).catch(() => {}) // lost: listens to nothing anyway
      },
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    const client = await this.#client?.catch(() => null)
    await client?.end()
  }

  /** Tries until it listens to all channels, or is closed. */
  async #connect(again: boolean): Promise<Client> {
    for (let wait_ms = AGAIN_MS_MIN; ; wait_ms = Math.min(wait_ms * 2, AGAIN_MS_MAX)) {
      this.#closing.signal.throwIfAborted()
      try {
        const client = await this.#open()
        client.on('end', () => this.#lost())
        client.on('notification', ({ channel, payload }) => this.#tell(channel, payload ?? ''))
        for (const channel of this.#heard.keys()) await client.query(`listen ${escapeIdentifier(channel)}`)
        if (again) for (const channel of this.#heard.keys()) this.#tell(channel, null)
        return client
      } catch {
        await sleep(wait_ms, undefined, { signal: this.#closing.signal })
      }
    }
  }

  #lost(): void {
    if (this.#closing.signal.aborted) return
    this.#client = this.#connect(true)
    this.#client.catch(() => {}) // closed meanwhile
  }

  #tell(channel: string, payload: string | null): void {
    for (const heard of this.#heard.get(channel) ?? []) heard(payload)
  }
}
