import type { Words } from '../i18n/english.ts'
import { type Me, may } from './me.ts'

/** Why somebody may not do what needs this scope; undefined: they may. The same rules as the routes'. */
export function lacks(me: Me, scope: string, { common }: Words): string | undefined {
  return may(me, scope) ? undefined : common.missingScope(scope)
}

/** The same for what is the grid's alone. */
export function lacksOfGrid(me: Me, scope: string, words: Words): string | undefined {
  const partner = me.organization !== null && me.organization.role !== 'host'
  return lacks(me, scope, words) ?? (partner ? words.partners.gridOnly : undefined)
}
