import { hash, randomBytes } from 'node:crypto'

const FORM = /^ent_[\w-]{43}$/

/** 256 random bits: nothing to guess, so a plain SHA-256 keeps them, and no slow hash is needed at each request. */
export function newKey(): string {
  return `ent_${randomBytes(32).toString('base64url')}`
}

export function looksLikeKey(text: string): boolean {
  return FORM.test(text)
}

export function keyHash(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}
