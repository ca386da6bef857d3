import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

/** Encrypted payloads are cut into frames, each sealed alone: any part can be read without the parts before it. */
export const FRAME_BYTES = 65_536
const TAG_BYTES = 16
export const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES

/** An empty payload has one empty frame. */
export function frameCount(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / FRAME_BYTES))
}

export function sealedSize(plainBytes: number): number {
  return plainBytes + frameCount(plainBytes) * TAG_BYTES
}

/** Undefined: no payload has a body of this size. */
export function plainSize(sealedBytes: number): number | undefined {
  const frames = Math.ceil(sealedBytes / SEALED_FRAME_BYTES)
  const plain = sealedBytes - frames * TAG_BYTES
  return plain >= 0 && sealedSize(plain) === sealedBytes ? plain : undefined
}

/**
 * AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): nonce = 7 bytes of prefix, 4 of counter,
 * 1 that says "last", so frames can be neither swapped nor cut off. Key and prefix are derived from the grid's key and the
 * payload's hash: no nonce is ever used for two contents, one file cannot stand in for another, and the same content has the
 * same stored bytes wherever it is written (its name says as much about it already).
 */
export class Frames {
  readonly #key: Buffer
  readonly #prefix: Buffer
  readonly #header: Buffer

  constructor(master: Buffer, hash: Buffer, header: Buffer) {
    const derived = Buffer.from(hkdfSync('sha256', master, hash, 'entrepot payload', 39))
    this.#key = derived.subarray(0, 32)
    this.#prefix = derived.subarray(32)
    this.#header = header
  }

  seal(plain: Uint8Array, index: number, last: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, this.#nonce(index, last))
    cipher.setAAD(this.#header)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }

  /** Undefined: this is not what was sealed. */
  open(sealed: Buffer, index: number, last: boolean): Buffer | undefined {
    if (sealed.length < TAG_BYTES) return undefined
    const decipher = createDecipheriv('aes-256-gcm', this.#key, this.#nonce(index, last), { authTagLength: TAG_BYTES })
    decipher.setAAD(this.#header)
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const plain = decipher.update(sealed.subarray(0, -TAG_BYTES))
    try {
      decipher.final()
    } catch {
      return undefined
    }
    return plain
  }

  #nonce(index: number, last: boolean): Buffer {
    const nonce = Buffer.alloc(12)
    nonce.set(this.#prefix)
    nonce.writeUInt32BE(index, 7)
    nonce[11] = last ? 1 : 0
    return nonce
  }
}
