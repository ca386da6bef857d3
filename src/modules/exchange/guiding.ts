import { isFor } from '../../edi/guides/guided.ts'
import type { GuidePlan } from '../../edi/guides/plan.ts'
import type { Problem } from '../../edi/problems.ts'
import type { Agreement, Directory } from '../agreements/lookup.ts'
import type { Arrival } from './arrivals.ts'
import { notAsked } from './expressions.ts'
import { type Parties, recognise } from './recognising.ts'
import { type Envelope, standardOf } from './standards/envelope.ts'
import type { SetFound } from './standards/items.ts'
import type { GuidesOf } from './standards/reading.ts'

const NONE: GuidePlan[] = []
const PROBLEMS_MAX = 100

/**
 * The guides of the agreements that a document may come under. Which one it is shows only once it is read: rules of the grid look
 * into it, and may lead it to somebody else. Null: no agreement names a guide.
 */
export function guidesFor(of: { arrival: Arrival; directory: Directory; at: Date }): GuidesOf | null {
  const { arrival, directory, at } = of
  if (!directory.guiding()) return null
  let last: { envelope: Envelope; parties: Parties | null; found: Map<string, GuidePlan[]> } | null = null
  return (envelope, set) => {
    if (last?.envelope !== envelope) {
      const parties = recognise(envelope, arrival, directory, at)
      last = { envelope, parties: 'refused' in parties ? null : parties, found: new Map() }
    }
    if (!last.parties) return NONE
    const key = `${set.type} ${set.version}`
    let plans = last.found.get(key)
    if (!plans) last.found.set(key, (plans = plansFor(set, { directory, parties: last.parties, at })))
    return plans
  }
}

function plansFor(
  set: { standard: string; type: string; version: string },
  { directory, parties, at }: { directory: Directory; parties: Parties; at: Date },
): GuidePlan[] {
  const acts = directory.routing(parties.mode).map(({ act }) => act)
  const led = acts.flatMap(({ receiver }) => directory.organizationBySlug(receiver ?? '')?.id ?? [])
  const types = new Set([set.type, ...acts.flatMap(({ agreement }) => agreement ?? [])])
  const plans = new Set<GuidePlan>()
  for (const receiver of new Set([parties.receiver, ...led]))
    for (const type of types)
      for (const { settings } of directory.agreementsFor({ ...parties, receiver }, type, at)) {
        const plan = settings.guide === null ? undefined : directory.guide(settings.guide)
        if (plan && isFor(plan, set)) plans.add(plan)
      }
  return [...plans]
}

/** A set by its standard, and by the guide of its agreement besides. */
export interface Judged {
  /** Null: no guide is for it. */
  guide: GuidePlan | null
  standard: SetFound
  whole: SetFound
}

interface Judging {
  agreement: Agreement | null
  envelope: Envelope
  directory: Directory
  /** What those of the guide have said of it; undefined: they have not been asked. */
  expressions: Problem[] | undefined
}

/** Judges a set by the guide of its agreement. */
export function judge(set: SetFound, of: Judging): Judged {
  const reference = of.agreement?.settings.guide ?? null
  const plan = reference === null ? undefined : of.directory.guide(reference)
  const alone = { guide: null, standard: set, whole: set }
  if (!plan) return alone
  const document = { standard: standardOf(of.envelope), type: set.type, version: set.version ?? set.group.version }
  const { guide } = plan
  if (!isFor(plan, document)) {
    if (guide.standard !== document.standard || guide.document !== document.type) return alone
    return { ...alone, whole: withProblems(set, [notChecked(plan, set, document.version)], 1) }
  }
  // A version that was added while it was read judges what comes after it.
  const guided = set.guided?.find((one) => one.plan === plan) ?? set.guided?.find((one) => isSame(one.plan, plan))
  if (!guided) return { ...alone, whole: withProblems(set, [notChecked(plan, set, document.version)], 1) }
  const { expressions = notAsked(plan) } = of
  const whole = withProblems(set, [...guided.problems, ...expressions], guided.problemCount + expressions.length)
  return { guide: plan, standard: set, whole: { ...whole, accepted: whole.accepted && guided.errorCount === 0 } }
}

const isSame = (one: GuidePlan, other: GuidePlan) => one.guide.name === other.guide.name

function withProblems(set: SetFound, problems: Problem[], count: number): SetFound {
  return {
    ...set,
    problems: [...set.problems, ...problems.slice(0, PROBLEMS_MAX)],
    problemCount: set.problemCount + count,
    accepted: set.accepted && problems.every(({ severity }) => severity !== 'error'),
  }
}

function notChecked({ guide }: GuidePlan, set: SetFound, version: string): Problem {
  return {
    code: 'guide-not-checked',
    ...(guide.standard === 'edifact' ? { standard: 'edifact' as const } : {}),
    level: 'set',
    severity: 'warning',
    acknowledgement: '',
    guide: `${guide.name} ${guide.version}`,
    value: version,
    expected: guide.release,
    offset: set.from,
  }
}
