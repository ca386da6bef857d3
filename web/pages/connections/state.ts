import type { Connection } from '../../api/partners.ts'
import type { State } from '../../ui/StateBadge.tsx'

export function connectionState({ endedAt, halted }: Pick<Connection, 'endedAt' | 'halted'>): State {
  if (endedAt !== null) return 'ended'
  return halted === null ? 'active' : 'halted'
}
