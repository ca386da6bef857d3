import type { NextAct } from '../../api/acts.ts'

export type Field = 'owner' | 'until' | 'reason' | 'slug' | 'name'

/** What a person says with an act; an act that is not here has no form. */
const FIELDS: Record<string, Field[]> = {
  assign: ['owner'],
  ignore: ['until', 'reason'],
  close: ['reason'],
  reopen: ['reason'],
  release: ['reason'],
  decline: ['reason'],
  settle: ['reason'],
  'settle-resend': ['reason'],
  introduce: ['slug', 'name'],
  confirm: [],
  reprocess: [],
  check: [],
  resume: [],
  look: [],
  resend: ['reason'],
  correct: [],
}

/** An approval binds what one has seen: its own page does that. */
export function hasForm({ act, path }: NextAct): boolean {
  return act in FIELDS && !path.endsWith('/approval')
}

export function fieldsOf({ act }: NextAct): Field[] {
  return FIELDS[act] ?? []
}

/** What may stay empty: the grid then takes what it knows. */
export const OPTIONAL = new Set<Field>(['owner', 'slug', 'name'])
