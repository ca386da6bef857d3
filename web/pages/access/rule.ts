import type { Answer } from '../../api/documents.ts'
import type { State } from '../../ui/StateBadge.tsx'

export type Rule = Answer<'/api/v1/archive-rules'>['items'][number]

export function ruleState({ endedAt, pausedAt }: Rule): State {
  if (endedAt !== null) return 'ended'
  return pausedAt === null ? 'active' : 'paused'
}
