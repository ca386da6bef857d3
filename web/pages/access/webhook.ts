import type { Answer } from '../../api/documents.ts'
import type { State } from '../../ui/StateBadge.tsx'

export type Webhook = Answer<'/api/v1/webhooks'>['items'][number]

export function webhookState({ endedAt, pausedAt }: Webhook): State {
  if (endedAt !== null) return 'ended'
  return pausedAt === null ? 'active' : 'paused'
}
