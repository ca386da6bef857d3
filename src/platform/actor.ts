/** Who acts: written into every event. `organization` null is the grid itself: its own people and keys see all of it. */
export interface Actor {
  kind: 'api-key' | 'member' | 'sftp' | 'system'
  id: string
  name: string
  organization: string | null
  scopes: readonly string[]
  /** Classes of sensitive fields that are hidden from them; left out: none. */
  hides?: readonly string[]
  /** The session by which a member is known. */
  session?: string
}

export const systemActor: Actor = { kind: 'system', id: 'system', name: 'the grid', organization: null, scopes: ['*'] }

/** The actor as events keep it. */
export function actorName(actor: Actor): string {
  return actor.kind === 'system' ? 'system' : `${actor.kind}:${actor.id}`
}
