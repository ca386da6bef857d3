import type { Use } from './grammar.ts'

/** A segment that may follow another one at two places at once: `after` and both places as paths of loops, such as `LIN/PAC/DTM`. */
export interface Ambiguity {
  tag: string
  after: string
  places: [string, string]
}

interface Place {
  tag: string
  path: string
}

/** Who has more of them sees the first ones. */
const FOUND_MAX = 100

/**
 * Where a table does not say by itself what a segment belongs to. The nearest place wins when a set is read, as the standards mean
 * it; a table of ours should need that rule only where the standard does.
 */
export function ambiguitiesOf(content: Use[]): Ambiguity[] {
  const found: Ambiguity[] = []
  visit(content, { path: '', behind: [], found })
  return found
}

interface Surroundings {
  path: string
  /** What may come when this content has ended. */
  behind: Place[]
  found: Ambiguity[]
}

function visit(uses: Use[], { path, behind, found }: Surroundings): void {
  uses.forEach((use, index) => {
    const at = `${path}${use.tag}`
    const repeat = use.max === 1 ? [] : [{ tag: use.tag, path: at }]
    const after = [...repeat, ...following(uses, index + 1, { path, behind })]
    // The segment that opens a loop is looked at within it.
    if ('loop' in use) visit(use.loop, { path: `${at}/`, behind: after, found })
    else report(at, after, found)
  })
}

/** The places that a segment may take from `from` on: up to the first mandatory one, and behind all when there is none. */
function following(uses: Use[], from: number, { path, behind }: Pick<Surroundings, 'path' | 'behind'>): Place[] {
  const rest = uses.slice(from)
  const mandatory = rest.findIndex((use) => use.mandatory)
  const reachable = mandatory < 0 ? rest : rest.slice(0, mandatory + 1)
  const places = reachable.map(({ tag }) => ({ tag, path: `${path}${tag}` }))
  return mandatory < 0 ? [...places, ...behind] : places
}

function report(after: string, places: Place[], found: Ambiguity[]): void {
  if (found.length >= FOUND_MAX) return
  const first = new Map<string, Place>()
  for (const place of places) {
    const other = first.get(place.tag)
    if (!other) first.set(place.tag, place)
    else if (
      !found.some((one) => one.tag === place.tag && one.places[0] === other.path && one.places[1] === place.path)
    )
      found.push({ tag: place.tag, after, places: [other.path, place.path] })
  }
}
