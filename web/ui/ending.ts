import type { State } from './StateBadge.tsx'

const SOON_MS = 30 * 86_400_000

interface Ending {
  expiresAt: string | null
  revokedAt: string | null
}

/** Whether a key opens; one whose end is near says so a month before, while there is time to change over. */
export function endingState({ revokedAt, expiresAt }: Ending, now = Date.now()): State {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt === null) return 'active'
  const left = new Date(expiresAt).getTime() - now
  if (left <= 0) return 'expired'
  return left < SOON_MS ? 'expiring' : 'active'
}
