import { createHash } from 'node:crypto'

/** A key that payloads are encrypted with, and the number by which their headers name it. */
export interface PayloadKey {
  number: number
  key: Buffer
}

/** The key in use and former ones, found by number. The number is made of the key, so nobody has to keep a list. */
export class PayloadKeys {
  readonly current: PayloadKey
  readonly #keys = new Map<number, Buffer>()

  constructor({ current, old }: { current: Buffer; old: Buffer[] }) {
    this.current = { number: numberOf(current), key: current }
    for (const key of [current, ...old]) {
      const number = numberOf(key)
      const other = this.#keys.get(number)
      if (other && !other.equals(key)) throw new Error('two of the secret keys have the same number: make another one')
      this.#keys.set(number, key)
    }
  }

  find(number: number): Buffer | undefined {
    return this.#keys.get(number)
  }
}

/** 1 to 65535: 0 stands for "not encrypted". */
function numberOf(key: Buffer): number {
  return createHash('sha256').update('entrepot payload key number').update(key).digest().readUInt16BE(0) || 1
}
