import type { Actor } from '../../platform/actor.ts'

/** The two sides of an agreement see it, and the grid. */
export function maySeeAgreement(actor: Actor, { sender, receiver }: { sender: string; receiver: string }): boolean {
  return actor.organization === null || actor.organization === sender || actor.organization === receiver
}

/** By which way the receiver gets it concerns the receiver and the grid, not the sender. */
export function maySeeWayOut(actor: Actor, { receiver }: { receiver: string }): boolean {
  return actor.organization === null || actor.organization === receiver
}

/** An organization sees what holds for it by default, and the grid everything. */
export function maySeeDefaults(actor: Actor, organization: string): boolean {
  return actor.organization === null || actor.organization === organization
}
