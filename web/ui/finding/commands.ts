import { type Me, may } from '../../api/me.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { paths } from '../../paths.ts'
import type { IconName } from '../icons.tsx'
import { NAVIGATION } from '../navigation.ts'

export interface Command {
  id: string
  label: string
  icon: IconName
  to: (typeof NAVIGATION)[number]['to'] | ReturnType<(typeof paths)['people' | 'resends']>
}

/** Where one may go and what one may do: nothing that would only say that it is forbidden. */
export function commandsFor(me: Me, words: Words): Command[] {
  const { finding, areas } = words
  const places = NAVIGATION.filter(({ scope }) => scope === undefined || may(me, scope)).map(({ area, icon, to }) => ({
    ...{ id: `area-${area}`, label: areas[area], icon, to },
  }))
  const grid = (scope: string) => lacksOfGrid(me, scope, words) === undefined
  const person = me.member?.name
  const acts: [keyof Words['finding']['commands'], IconName, Command['to'], boolean][] = [
    ['upload', 'upload', paths.upload(), may(me, 'exchange:write')],
    ['held', 'documents', paths.documents({ status: 'held' }), may(me, 'exchange:read')],
    ['unapproved', 'documents', paths.documents({ status: 'unapproved' }), may(me, 'exchange:read')],
    ['mine', 'work', paths.workItems({ owner: person ?? '' }), person !== undefined && grid('work:read')],
    ['overdue', 'work', paths.workItems({ kind: 'overdue' }), may(me, 'work:read')],
    ['resend', 'work', paths.resends(), grid('exchange:write')],
    ['invite', 'person', paths.people(), may(me, 'people:write')],
    ['connect', 'connections', paths.connections(), grid('partners:write')],
    ['key', 'key', paths.apiKeys(), may(me, 'access:write')],
    ['password', 'settings', paths.settings(), person !== undefined],
  ]
  const doing = acts
    .filter(([, , , allowed]) => allowed)
    .map(([act, icon, to]) => ({ id: act, label: finding.commands[act], icon, to }))
  return [...places, ...doing]
}

/** Those in whose words every typed word begins one. */
export function fitting(commands: Command[], text: string): Command[] {
  const typed = wordsIn(text)
  return commands.filter(({ label }) => {
    const own = wordsIn(label)
    return typed.every((word) => own.some((one) => one.startsWith(word)))
  })
}

function wordsIn(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}
