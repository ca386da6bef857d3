import { Course, isFor } from '../course/course.ts'
import { type Narrowing, saysNothing } from '../course/narrowing.ts'
import type { GuidePlan } from '../guides/plan.ts'
import { type PlacingPlan, planPlacing } from '../placing.ts'
import { tagCode } from '../tags.ts'
import { type KeyPlace, keyPlaces } from './keys.ts'
import { planSegment, type SegmentPlan } from './sound.ts'
import type { Standard } from './standards.ts'

/** What the reading of a set does at a tag. */
export interface TagPlan {
  /** Its table; null: its elements are not checked. */
  segment: SegmentPlan | null
  /** The element that says the set's purpose; 0: none does. */
  purposeAt: number
  keys: KeyPlace[] | null
}

/** The header and trailer of a set, and what ends one whose trailer never came. */
const STOPS = new Set(['ST', 'SE', 'GE', 'IEA'].map(tagCode))

/** All that the reading of a set asks for, put together once for each version and set, by tags as numbers. */
export interface SetPlan {
  tags: ReadonlyMap<number, TagPlan>
  /** Null: no table for this set and version; envelope and counts are checked, nothing else. */
  placing: PlacingPlan | null
  courses: Map<GuidePlan | null, Course<SegmentPlan>>
}

/** The guides of one set that are in use; one that is read anew is another one. */
const COURSES_MAX = 100

/** Where sets say their purpose (element 353): order, its answer, its change, ship notice, invoice, advices and catalog. */
const PURPOSES: Record<string, number> = { BEG: 1, BAK: 1, BCH: 1, BSN: 1, BIG: 8, BGN: 1, BIA: 1, BRA: 3, BCT: 10 }

const plans = new WeakMap<Standard, Map<string, SetPlan>>()
const UNKNOWN: Standard = { sets: {}, segments: {} }

export function planOf(standard: Standard = UNKNOWN, type: string): SetPlan {
  let known = plans.get(standard)
  if (!known) plans.set(standard, (known = new Map()))
  // Only sets that have a table or keys: their number is bounded, what partners write in ST01 is not.
  const name = Object.hasOwn(standard.sets, type) || Object.keys(keyPlaces(type)).length > 0 ? type : ''
  let plan = known.get(name)
  if (!plan) known.set(name, (plan = makePlan(standard, name)))
  return plan
}

/** The ways of its sets, with this guide; null: the guide is for another table, or there is none. */
export function courseOf({ tags, placing, courses }: SetPlan, guide: GuidePlan | null): Course<SegmentPlan> | null {
  if (!placing || (guide && !isFor(guide, placing))) return null
  let course = courses.get(guide)
  if (course) return course
  if (courses.size >= COURSES_MAX) courses.clear()
  const planOf = (code: number, narrowing: Narrowing | null) => {
    const segment = tags.get(code)?.segment ?? null
    if (narrowing === null || saysNothing(narrowing)) return segment
    return segment ? planSegment(segment.grammar, narrowing) : undefined
  }
  const asks = (code: number) => {
    const tag = tags.get(code)
    return tag !== undefined && (tag.purposeAt > 0 || tag.keys !== null)
  }
  courses.set(guide, (course = new Course({ placing, planOf, asks, stops: STOPS }, guide)))
  return course
}

function makePlan(standard: Standard, type: string): SetPlan {
  const grammar = Object.hasOwn(standard.sets, type) ? standard.sets[type] : undefined
  const keys = keyPlaces(type)
  const names = new Set([...Object.keys(PURPOSES), ...Object.keys(keys)])
  if (grammar) for (const name of Object.keys(standard.segments)) names.add(name)
  const tags = new Map<number, TagPlan>()
  for (const name of names) {
    const segment = grammar && standard.segments[name]
    const purposeAt = PURPOSES[name] ?? 0
    tags.set(tagCode(name), { segment: segment ? planSegment(segment) : null, purposeAt, keys: keys[name] ?? null })
  }
  return { tags, placing: grammar ? planPlacing(grammar.content) : null, courses: new Map() }
}
