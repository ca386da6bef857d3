import type { Guide } from './guide.ts'

/** One thing that another version of a guide says otherwise. */
export interface GuideChange {
  /** `BEG`, `BEG 2`, `rule total`; empty: the guide itself. */
  at: string
  /** Such as `codes` or `usage`. */
  what: string
  from: string | null
  to: string | null
  /** Whether documents that were fine may no longer be so. */
  kind: 'tightened' | 'loosened' | 'other'
}

/** What the later of two versions of a guide says otherwise, in the order of its places. */
export function compareGuides(from: Guide, to: Guide): GuideChange[] {
  const [before, after] = [flat(from), flat(to)]
  const places = [before, after].map((said) => new Set([...said.values()].map(({ at }) => at)))
  const changes: GuideChange[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(key), after.get(key)]
    if (one?.text === other?.text) continue
    const { at, what } = (one ?? other)!
    // Of a place or rule that one of them does not have, only what it is for.
    if (DETAILS.has(what) && places.some((known) => !known.has(at))) continue
    changes.push({ at, what, from: one?.text ?? null, to: other?.text ?? null, kind: kindOf(what, one, other) })
  }
  return changes
}

const DETAILS = new Set(['severity', 'value', 'plus', 'minus', 'equals', 'tolerance'])

interface Said {
  at: string
  what: string
  text: string
  value: unknown
}

/** Everything a guide says, by place and property. */
function flat(guide: Guide): Map<string, Said> {
  const all = new Map<string, Said>()
  const say = (at: string, what: string, value: unknown) => {
    if (value === undefined) return
    const text = Array.isArray(value) ? [...value].map(String).sort().join(', ') : String(value)
    all.set(`${at} ${what}`, { at, what, text, value })
  }
  for (const what of ['title', 'note', 'standard', 'release', 'document', 'others'] as const) say('', what, guide[what])
  for (const { at, elements, ...segment } of guide.segments) {
    for (const [what, value] of Object.entries(segment)) say(at, what, value)
    for (const { at: place, ...element } of elements)
      for (const [what, value] of Object.entries(element)) say(`${at} ${place}`, what, value)
  }
  for (const { id, ...rule } of guide.rules)
    for (const [what, value] of Object.entries(rule)) say(`rule ${id}`, what, value)
  return all
}

/** How strict a word is; what is not said is the loosest. */
const STRICTNESS: Record<string, string[]> = {
  severity: ['warning', 'error'],
  others: ['allowed', 'not-used'],
  check: [],
}

function kindOf(what: string, from: Said | undefined, to: Said | undefined): GuideChange['kind'] {
  const towards = (loosened: boolean) => (loosened ? 'loosened' : 'tightened')
  if (what === 'check' && (!from || !to)) return towards(!to)
  if (what === 'usage') {
    if (from && from.text !== 'optional' && to && to.text !== 'optional') return 'other'
    return towards(!to || to.text === 'optional')
  }
  if (what === 'min') return towards(Number(to?.value ?? 0) < Number(from?.value ?? 0))
  if (what === 'max' || what === 'tolerance')
    return towards(Number(to?.value ?? Number.POSITIVE_INFINITY) > Number(from?.value ?? Number.POSITIVE_INFINITY))
  if (what === 'codes') return codesKind(from?.value as string[] | undefined, to?.value as string[] | undefined)
  const order = STRICTNESS[what]
  if (order && from && to) return towards(order.indexOf(to.text) < order.indexOf(from.text))
  return 'other'
}

function codesKind(from: string[] | undefined, to: string[] | undefined): GuideChange['kind'] {
  if (!from || !to) return to ? 'tightened' : 'loosened'
  const [gone, added] = [from.some((code) => !to.includes(code)), to.some((code) => !from.includes(code))]
  return gone && added ? 'other' : gone ? 'tightened' : 'loosened'
}
