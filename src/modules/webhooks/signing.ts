import { createHmac, randomBytes } from 'node:crypto'

/** A new signing secret as the Standard Webhooks specification writes it: `whsec_` and 24 random bytes in base64. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

/**
 * The headers of a message: its id, the moment in seconds, and a signature with each secret over `id.timestamp.body`. Whoever
 * checks them refuses an old timestamp, so that a message cannot be played again.
 */
export function signed(message: { id: string; atMs: number; body: string; secrets: string[] }): Record<string, string> {
  const timestamp = String(Math.floor(message.atMs / 1000))
  const text = `${message.id}.${timestamp}.${message.body}`
  const signatures = message.secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(text).digest('base64')}`
  })
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
