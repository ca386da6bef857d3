import type { Building, Target } from '../mapping/building.ts'
import type { Taking } from '../mapping/taking.ts'

/** Which text of an item says which one it is. */
const KEYS: Readonly<Record<string, string>> = {
  parties: 'role',
  dates: 'role',
  quantities: 'role',
  amounts: 'role',
  ids: 'scheme',
  references: 'type',
  channels: 'kind',
  allowances: 'kind',
  taxes: 'category',
  notes: 'subject',
}
/** The text of an item that is meant where a path ends with it. */
const VALUES: Readonly<Record<string, string>> = {
  notes: 'text',
  allowances: 'amount',
  taxes: 'percent',
  parties: 'name',
}

interface Step {
  list: string
  of: Record<string, string>
}

function parsed(path: string): { steps: Step[]; leaf: string } {
  const steps: Step[] = []
  const plain: string[] = []
  const words = path.replace(/^\//, '').match(/[a-zA-Z]+(\[[^\]]+\])?/g) ?? []
  for (const [at, word] of words.entries()) {
    const [, name = '', key] = /^(\w+)(?:\[([^\]]+)\])?$/.exec(word)!
    if (key === undefined) {
      plain.push(name)
      continue
    }
    steps.push({ list: [...plain, name].join('.'), of: { [KEYS[name] ?? 'role']: key } })
    plain.length = 0
    if (at === words.length - 1) plain.push(VALUES[name] ?? 'value')
  }
  return { steps, leaf: plain.join('.') }
}

/** The part that a path of a layout speaks of, made where it is not there yet, and the rest of the path inside it. */
export function madeAt(building: Building, around: Target, path: string): [Target, string] {
  const { steps, leaf } = parsed(path)
  let target = path.startsWith('/') ? building.root : around
  for (const { list, of } of steps) {
    target = building.same(target, list, of)
    for (const [key, value] of Object.entries(of)) building.set(target, key, value)
  }
  return [target, leaf]
}

/** The same for writing: undefined where the document has no such part. */
export function foundAt(
  taking: Taking,
  around: Target,
  path: string,
): { target: Target; leaf: string; take(): void } | undefined {
  const { steps, leaf } = parsed(path)
  let target: Target | undefined = path.startsWith('/') ? taking.root : around
  const taken: [Target, Record<string, string>][] = []
  for (const { list, of } of steps) {
    target = taking.meant(target, list, of)[0]
    if (!target) return undefined
    taken.push([target, of])
  }
  return { target, leaf, take: () => taken.forEach(([item, of]) => void taking.takeMeant(item, of)) }
}
