import { Placing } from '../placing.ts'
import type { Charset } from './charsets.ts'
import { directoryOf } from './directories.ts'
import type { DataUse, Directory } from './grammar.ts'
import { planOf } from './message-plan.ts'
import { elementName, segmentName } from './names.ts'
import type { Segment } from './segment.ts'
import { segmentsOf } from './segments.ts'
import type { ServiceString } from './service-string.ts'

export interface OutlinedSegment {
  /** Within the message, UNH = 1: as problems name it. */
  position: number
  tag: string
  name: string | null
  /** How many segments it stands below: segment groups, and the levels that CPS segments count. */
  level: number
  elements: OutlinedElement[]
}

/** A value: of a simple element, or of a component; those that are empty are left out. */
export interface OutlinedElement {
  position: number
  /** From 1, in a composite. */
  component?: number
  name: string | null
  value: string
}

export interface Outline {
  segments: OutlinedSegment[]
  /** Of all, those beyond the most that are given included. */
  count: number
}

/** A message's segments with names and levels, for people to read; `bytes` go from its UNH to its UNT. */
export function outlineMessage(
  bytes: Uint8Array,
  of: {
    type: string
    version: string
    release: string
    service: ServiceString
    charset: Charset
    segmentsMax: number
  },
): Outline {
  const directory = directoryOf(of.version, of.release)
  const { placing } = planOf(directory, of.type)
  const levels = new Levels(placing ? new Placing(placing) : null)
  const segments: OutlinedSegment[] = []
  let count = 0
  for (const segment of segmentsOf(bytes, of)) {
    const level = levels.of(segment)
    if (++count <= of.segmentsMax) segments.push(outlined(segment, { position: count, level, directory }))
  }
  return { segments, count }
}

function outlined(
  segment: Segment,
  { position, level, directory }: { position: number; level: number; directory: Directory | undefined },
): OutlinedSegment {
  const { tag } = segment
  const table = directory && Object.hasOwn(directory.segments, tag) ? directory.segments[tag]!.elements : []
  const elements = Array.from({ length: segment.count }, (_, index) =>
    valuesOf(segment, index + 1, table[index]),
  ).flat()
  return { position, tag, name: segmentName(tag), level, elements }
}

function valuesOf(segment: Segment, position: number, use: DataUse | undefined): OutlinedElement[] {
  const repeats = segment.occurrences(position)
  const composite = use ? use.components.length > 1 : repeats.some((values) => values.length > 1)
  return repeats.flatMap((values) =>
    values.flatMap((value, index): OutlinedElement[] => {
      if (value === '') return []
      const name = elementName(segment.tag, use?.components[index]?.reference)
      return [{ position, ...(composite ? { component: index + 1 } : {}), name, value }]
    }),
  )
}

/** Where each segment stands in the tree; what has no place in its table stands with the one before it. */
class Levels {
  readonly #placing: Placing | null
  /** How deep each CPS lies below the first ones, by its number (7164, 7166). */
  readonly #hierarchy = new Map<string, number>()
  #shift = 0
  #last = 0

  constructor(placing: Placing | null) {
    this.#placing = placing
  }

  of(segment: Segment): number {
    const placed = this.#placing?.place(segment.code)
    if (this.#placing === null || placed?.kind !== 'placed') return this.#last
    const { depth, opened } = this.#placing
    if (depth === 0) this.#shift = 0
    if (segment.tag === 'CPS') {
      this.#shift = (this.#hierarchy.get(segment.trimmed(2)) ?? -1) + 1
      this.#hierarchy.set(segment.trimmed(1), this.#shift)
    }
    this.#last = this.#shift + depth
    return opened ? this.#last - 1 : this.#last
  }
}
