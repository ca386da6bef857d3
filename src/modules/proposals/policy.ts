import type { Actor } from '../../platform/actor.ts'

/** The grid itself does what it is built to do: nobody could ask it to propose. */
export function mayActAlone(actor: Actor): boolean {
  return actor.kind === 'system'
}

/** Who proposed it, or made the key that did, is not who approves it: whatever their role. */
export function isOwn(actor: string, behind: readonly string[]): boolean {
  return behind.includes(actor)
}
