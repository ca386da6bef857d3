import { Watch } from '../../edi/x12/watching.ts'
import type { DefaultsRow } from './merging.ts'
import { type Rule, rules } from './rules.ts'
import type { AgreementSettings } from './settings.ts'

/** The grid's rules by mode. Rules that this program cannot read set everything aside: none of them may be passed over. */
export function routingOf(defaults: readonly DefaultsRow[], failed: (error: unknown) => void): Map<string, Rule[]> {
  const found = new Map<string, Rule[]>()
  for (const { scope, mode, content } of defaults) {
    if (scope !== 'routing') continue
    const read = rules.safeParse(content)
    if (!read.success) failed(new Error(`the rules of routing in ${mode} cannot be read`, { cause: read.error }))
    found.set(mode, read.data ?? [UNREADABLE])
  }
  return found
}

const UNREADABLE: Rule = {
  name: 'unreadable',
  when: {},
  act: { quarantine: 'the rules of routing cannot be read by this program' },
}

/** Null where neither rule nor approval looks at what documents hold: then reading costs nothing more. */
export function watchOf(grids: readonly Rule[], agreements: readonly AgreementSettings[]): Watch | null {
  const all = [...grids, ...agreements.flatMap((settings) => settings.rules)]
  const paths = all.flatMap(({ when }) => Object.keys(when.elements ?? {}))
  const limits = agreements.some(({ approval }) => approval.release === 'required' && approval.from !== null)
  const amount = limits || all.some(({ when }) => when.amount !== undefined)
  return paths.length > 0 || amount ? new Watch({ paths, amount }) : null
}
