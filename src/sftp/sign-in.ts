import { timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import ssh2, { type AuthContext } from 'ssh2'
import { isAway } from '../platform/away.ts'
import type { Doorkeeper, KnownKey } from './home.ts'

const ATTEMPTS_MAX = 6
const DELAY_FIRST_MS = 250
const DELAY_MAX_MS = 10_000
const REMEMBERED_MAX = 10_000
const FORGET_MS = 900_000

/** What can be done with the connection of a client that signs in. */
interface Line {
  cut(): void
  /** Shown to the person or written to the log of the program at the other end. */
  say(text: string): void
}

const hasExpired = ({ expiresAt }: KnownKey) => expiresAt !== null && expiresAt.getTime() <= Date.now()

/** Signs clients in. Failures make the next attempt from the same address, or for the same name, wait longer. */
export class SignIn {
  readonly #doorkeeper: Doorkeeper
  readonly #refused: () => void
  readonly #failures = new Map<string, { count: number; at: number }>()

  constructor(doorkeeper: Doorkeeper, refused: () => void) {
    this.#doorkeeper = doorkeeper
    this.#refused = refused
  }

  /** Handles the attempts of one connection, which is cut when nobody can say whether they are good: "no" would be a lie. */
  connection(address: string, { cut, say }: Line): (context: AuthContext) => void {
    let attempts = 0
    return (context) => {
      // The probe "would this key do?" is no attempt yet.
      const probe = context.method === 'publickey' && !context.signature
      if (!probe && context.method !== 'none' && ++attempts > ATTEMPTS_MAX) return context.reject([], false)
      void this.#attempt(context, address, say).catch((error) =>
        isAway(error) ? cut() : context.reject(METHODS, false),
      )
    }
  }

  async #attempt(context: AuthContext, address: string, say: Line['say']): Promise<void> {
    if (context.method !== 'password' && context.method !== 'publickey') return context.reject(METHODS, false)
    const names = [`address ${address}`, `name ${context.username}`]
    await sleep(Math.max(...names.map((name) => this.#delayMs(name))))
    const fits =
      context.method === 'password'
        ? await this.#doorkeeper.passwordFits(context.username, context.password)
        : await this.#keyFits(context)
    if (fits === 'late') {
      this.#refused()
      say('This key has expired. Ask the operators of the grid, or sign in with another one.')
      return context.reject(METHODS, false)
    }
    if (fits) {
      if (context.method === 'password' || context.signature) for (const name of names) this.#failures.delete(name)
      return context.accept()
    }
    // A client offers all the keys it has; only a wrong password or a wrong signature is a guess.
    if (context.method === 'password' || context.signature) for (const name of names) this.#fail(name)
    this.#refused()
    context.reject(METHODS, false)
  }

  /** Late: the right key, after its end. Only who holds its private half is told so. */
  async #keyFits(context: Extract<AuthContext, { method: 'publickey' }>): Promise<boolean | 'late'> {
    for (const known of await this.#doorkeeper.keysOf(context.username)) {
      const key = ssh2.utils.parseKey(known.line)
      if (key instanceof Error) continue
      const found = key.getPublicSSH()
      if (found.length !== context.key.data.length || !timingSafeEqual(found, context.key.data)) continue
      if (!context.signature) return true
      if (key.verify(context.blob!, context.signature, context.hashAlgo) !== true) return false
      const came = hasExpired(known) ? 'late' : 'in'
      await this.#doorkeeper.keyShown(known, came)
      return came === 'late' ? 'late' : true
    }
    return false
  }

  #delayMs(name: string): number {
    const failed = this.#failures.get(name)
    if (!failed || Date.now() - failed.at > FORGET_MS) return 0
    return Math.min(DELAY_FIRST_MS * 2 ** (failed.count - 1), DELAY_MAX_MS)
  }

  #fail(name: string): void {
    const count = (this.#failures.get(name)?.count ?? 0) + 1
    this.#failures.delete(name)
    if (this.#failures.size >= REMEMBERED_MAX) this.#failures.delete(this.#failures.keys().next().value!)
    this.#failures.set(name, { count, at: Date.now() })
  }
}

const METHODS: ('publickey' | 'password')[] = ['publickey', 'password']
