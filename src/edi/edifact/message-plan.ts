import { Course, isFor } from '../course/course.ts'
import { type Narrowing, saysNothing } from '../course/narrowing.ts'
import type { GuidePlan } from '../guides/plan.ts'
import { type PlacingPlan, planPlacing } from '../placing.ts'
import { tagCode } from '../tags.ts'
import { type Directory, segmentTables } from './grammar.ts'
import { type KeyPlace, keyPlaces } from './keys.ts'
import { service } from './service-segments.ts'
import { planSegment, type SegmentPlan } from './sound.ts'

/** What the reading of a message does at a tag. */
export interface TagPlan {
  /** Its table; null: its elements are not checked. */
  segment: SegmentPlan | null
  keys: KeyPlace[] | null
}

/** The header and trailer of a message, and what ends one whose trailer never came. */
const STOPS = new Set(['UNA', 'UNB', 'UNG', 'UNH', 'UNT', 'UNE', 'UNZ'].map(tagCode))
const BGM = tagCode('BGM')

/** All that the reading of a message asks for, put together once for each directory and type, by tags as numbers. */
export interface MessagePlan {
  tags: ReadonlyMap<number, TagPlan>
  /** Null: no table for this message; envelope and counts are checked, nothing else. */
  placing: PlacingPlan | null
  courses: Map<GuidePlan | null, Course<SegmentPlan>>
}

/** The guides of one message that are in use; one that is read anew is another one. */
const COURSES_MAX = 100

const plans = new WeakMap<Directory, Map<string, MessagePlan>>()
const UNKNOWN: Directory = { messages: {}, segments: segmentTables(service) }
/** What is checked of any message. */
const SERVICE = ['UNH', 'UNT']

export function planOf(directory: Directory = UNKNOWN, type: string): MessagePlan {
  let known = plans.get(directory)
  if (!known) plans.set(directory, (known = new Map()))
  // Only messages that have a table or keys: their number is bounded, what partners write in UNH is not.
  const name = Object.hasOwn(directory.messages, type) || keyPlaces(type) !== null ? type : ''
  let plan = known.get(name)
  if (!plan) known.set(name, (plan = makePlan(directory, name)))
  return plan
}

/** The ways of its messages, with this guide; null: the guide is for another table, or there is none. */
export function courseOf({ tags, placing, courses }: MessagePlan, guide: GuidePlan | null): Course<SegmentPlan> | null {
  if (!placing || (guide && !isFor(guide, placing))) return null
  let course = courses.get(guide)
  if (course) return course
  if (courses.size >= COURSES_MAX) courses.clear()
  const planOf = (code: number, narrowing: Narrowing | null) => {
    const segment = tags.get(code)?.segment ?? null
    if (narrowing === null || saysNothing(narrowing)) return segment
    return segment ? planSegment(segment.table, narrowing) : undefined
  }
  const asks = (code: number) => code === BGM || (tags.get(code)?.keys ?? null) !== null
  courses.set(guide, (course = new Course({ placing, planOf, asks, stops: STOPS }, guide)))
  return course
}

function makePlan(directory: Directory, type: string): MessagePlan {
  const table = Object.hasOwn(directory.messages, type) ? directory.messages[type] : undefined
  const keys = keyPlaces(type) ?? {}
  const tags = new Map<number, TagPlan>()
  const checked = table ? Object.keys(directory.segments) : SERVICE
  for (const name of new Set([...Object.keys(keys), ...checked])) {
    const segment = table || SERVICE.includes(name) ? directory.segments[name] : undefined
    tags.set(tagCode(name), { segment: segment ? planSegment(segment) : null, keys: keys[name] ?? null })
  }
  return { tags, placing: table ? planPlacing(table.content) : null, courses: new Map() }
}
