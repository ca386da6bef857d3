import { hash, randomBytes } from 'node:crypto'

/** 192 random bits: nothing to guess, so a plain SHA-256 keeps them. */
export function newCode(): string {
  return randomBytes(24).toString('base64url')
}

export function codeHash(code: string): Buffer {
  return hash('sha256', code, 'buffer')
}

/** Behind the `#`, so that the code is in no log of a proxy and no Referer. */
export function joinLink(publicUrl: string, code: string): string {
  return `${publicUrl}/join#${code}`
}
