/** A stretch that differs: what stood there, and what stands there now. */
export interface Hunk {
  /** The first piece concerned, in the original, from 1. */
  at: number
  removed: string[]
  added: string[]
}

export interface Diff {
  unit: 'segment' | 'line'
  hunks: Hunk[]
  removed: number
  added: number
  /** True: there is more than is shown here. */
  cut: boolean
}

const HUNKS_MAX = 200
const PIECES_MAX = 100
const PIECE_CHARACTERS_MAX = 500
/** Beyond so many differences one stretch is said to be replaced by another. */
const EDITS_MAX = 800

/**
 * What differs between two texts, segment by segment where X12 names a terminator, else line by line. What both have in common
 * at beginning and end is passed over as bytes, so a small edit of a large text costs little.
 */
export function diffOf(before: Uint8Array, after: Uint8Array, terminator: number | null): Diff {
  const end = terminator ?? 0x0a
  const from = commonStart(before, after, end)
  const tail = commonEnd(before, after, { from, end })
  const old = pieces(before.subarray(from, before.length - tail), end, terminator === null)
  const now = pieces(after.subarray(from, after.length - tail), end, terminator === null)
  let first = 1
  for (let at = before.indexOf(end); at >= 0 && at < from; at = before.indexOf(end, at + 1)) first++
  const found = hunksOf(old, now, first)
  return {
    unit: terminator === null ? 'line' : 'segment',
    hunks: found.slice(0, HUNKS_MAX).map(shortened),
    removed: found.reduce((sum, hunk) => sum + hunk.removed.length, 0),
    added: found.reduce((sum, hunk) => sum + hunk.added.length, 0),
    cut: found.length > HUNKS_MAX || found.some(isLong),
  }
}

/** How many bytes are the same up to the end of a piece. */
function commonStart(a: Uint8Array, b: Uint8Array, end: number): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  let at = 0
  while (at < most && a[at] === b[at]) if (a[at++] === end) start = at
  return at === a.length && at === b.length ? at : start
}

/** How many bytes at the end are the same whole pieces. */
function commonEnd(a: Uint8Array, b: Uint8Array, { from, end }: { from: number; end: number }): number {
  const most = Math.min(a.length, b.length) - from
  let tail = 0
  let same = 0
  while (same < most && a[a.length - 1 - same] === b[b.length - 1 - same]) {
    // Behind this terminator a piece begins in both.
    if (a[a.length - 1 - same] === end) tail = same
    same++
  }
  if (same < most) return tail
  // The shorter one is used up, where a piece begins in it: does one begin in the longer one too?
  const longer = a.length > b.length ? a : b
  return longer[longer.length - 1 - same] === end ? same : tail
}

function pieces(bytes: Uint8Array, end: number, utf8: boolean): string[] {
  if (bytes.length === 0) return []
  const decoder = new TextDecoder(utf8 ? 'utf-8' : 'latin1')
  const found: string[] = []
  let from = 0
  while (from < bytes.length) {
    const at = bytes.indexOf(end, from)
    const to = at < 0 ? bytes.length : at
    found.push(decoder.decode(bytes.subarray(from, to)).replace(/^[\r\n]+|\r$/g, ''))
    from = to + 1
  }
  if (found.at(-1) === '' && !utf8) found.pop()
  return found
}

/** Myers' greedy algorithm (1986): the shortest way from one list to the other. */
function hunksOf(old: string[], now: string[], first: number): Hunk[] {
  if (old.length === 0 && now.length === 0) return []
  const path = shortest(old, now)
  if (!path) return [{ at: first, removed: old, added: now }]
  const found: Hunk[] = []
  let next = { x: -1, y: -1 }
  for (const { x, y, removes } of path) {
    // Nothing in common since the last step: the same stretch goes on.
    if (x !== next.x || y !== next.y) found.push({ at: first + x, removed: [], added: [] })
    const hunk = found.at(-1)!
    if (removes) hunk.removed.push(old[x]!)
    else hunk.added.push(now[y]!)
    next = removes ? { x: x + 1, y } : { x, y: y + 1 }
  }
  return found
}

interface Step {
  x: number
  y: number
  removes: boolean
}

/** The removals and additions in order; null where there are too many. */
function shortest(old: string[], now: string[]): Step[] | null {
  const most = Math.min(EDITS_MAX, old.length + now.length)
  const reach = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice())
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[most + 1 + k - 1]! < reach[most + 1 + k + 1]!)
      let x = down ? reach[most + 1 + k + 1]! : reach[most + 1 + k - 1]! + 1
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x++
      reach[most + 1 + k] = x
      if (x >= old.length && x - k >= now.length) return walkedBack(trace, { d, k, most })
    }
  }
  return null
}

function walkedBack(trace: Int32Array[], end: { d: number; k: number; most: number }): Step[] {
  const steps: Step[] = []
  let { k } = end
  for (let d = end.d; d > 0; d--) {
    const reach = trace[d]!
    const at = (diagonal: number) => reach[end.most + 1 + diagonal]!
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
    const before = down ? k + 1 : k - 1
    const x = at(before)
    steps.push({ x, y: x - before, removes: !down })
    k = before
  }
  return steps.reverse()
}

function isLong({ removed, added }: Hunk): boolean {
  return [removed, added].some(
    (list) => list.length > PIECES_MAX || list.some((piece) => piece.length > PIECE_CHARACTERS_MAX),
  )
}

function shortened({ at, removed, added }: Hunk): Hunk {
  const short = (list: string[]) =>
    list
      .slice(0, PIECES_MAX)
      .map((piece) => (piece.length > PIECE_CHARACTERS_MAX ? `${piece.slice(0, PIECE_CHARACTERS_MAX)}…` : piece))
  return { at, removed: short(removed), added: short(added) }
}
