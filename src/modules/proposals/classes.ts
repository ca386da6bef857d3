import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import type { Scope } from '../access/scopes.ts'

/** Things that the host may want two people for. Another one is a line here and its verbs through `doneOrProposed`. */
export const objectClass = z.enum(['agreements', 'agreement-defaults', 'routing-rules'])

export type ObjectClass = z.infer<typeof objectClass>

/** What changing one takes, and so approving a change of one. */
export const SCOPE_OF: Record<ObjectClass, Scope> = {
  agreements: 'partners:write',
  'agreement-defaults': 'partners:write',
  'routing-rules': 'partners:write',
}

/** What can be proposed of a class, by the name that the proposal keeps. It is done to the version that it was proposed for. */
export type ProposedVerbs = Record<
  string,
  (act: Act, proposed: { subject: string; version: number | undefined; given: unknown }) => Promise<unknown>
>
