import type { Change, Job } from '../../platform/change.ts'
import { killAt } from '../../platform/kill.ts'
import type { EventReader } from '../../platform/readers.ts'
import type { LaneLimits } from '../../platform/wide-lane.ts'
import { type JobKind, NotYet } from '../../platform/work.ts'
import { archiveFailed, retryArchive, targetAway } from './failing.ts'
import { pathParts, planOf } from './planning.ts'
import { type Archivable, type ArchiveRule, findArchivable, isDone, listRules } from './queries.ts'
import { closeItems, markPut } from './rows.ts'
import { type ArchiveParts, type PutFile, put } from './targets.ts'

/** What each rule waits for. */
const MOMENTS: Record<string, string> = { received: 'interchange.received', completed: 'documents.completed' }
const LANE = 'any:archive'
/** A connection serves two at once; more would only wait for it. */
const LIMITS: LaneLimits = { concurrent: 8 }
const UNDECIDED_LOOK_MIN_MS = 100
const UNDECIDED_LOOK_MAX_MS = 60_000
/** Going on wakes them at once; this is for nothing else. */
const PAUSED_LOOK_MS = 600_000

/** A lane a rule: one target that is away holds up no other. */
export const laneOf = (rule: string) => `${LANE}:${rule}`

export function archiveLimits(lane: string): LaneLimits | undefined {
  return lane.startsWith(LANE) ? LIMITS : undefined
}

/** What is received or completed gets a job for each rule that waits for that; whether it falls under it is looked at then. */
export function archiveReader({ database }: Pick<ArchiveParts, 'database'>): EventReader {
  const rules = () => listRules(database.kysely)
  return {
    name: 'archive',
    types: async () => [...new Set((await rules()).map(({ moment }) => MOMENTS[moment]!))],
    async read(events) {
      const jobs = (await rules()).flatMap(({ id, moment, after_seq: after }) =>
        events
          .filter(({ seq, type }) => seq > Number(after) && type === MOMENTS[moment])
          .map(({ subject }) => ({ kind: 'archive', subject, lane: laneOf(id) })),
      )
      return { rows: [], jobs }
    },
  }
}

/** The job that archives one interchange: never given up, since nothing else keeps it from being forgotten. */
export function archiveKind(grid: ArchiveParts): JobKind {
  return {
    pure: false,
    run: (job, signal) => archive(grid, job, signal),
    retry: retryArchive,
    away: targetAway,
    gaveUp: (job, error) => archiveFailed(grid, job, error),
  }
}

async function archive(grid: ArchiveParts, job: Job, signal: AbortSignal): Promise<Omit<Change, 'done'>> {
  const found = await findArchivable(grid.database.pool, job.subject)
  const change: { rows: Change['rows']; events: NonNullable<Change['events']> } = { rows: [], events: [] }
  if (!found) return change
  expectDecided(grid, found)
  for (const rule of await listRules(grid.database.kysely)) {
    // Jobs of earlier versions were in one lane for all rules.
    if (job.lane !== LANE && job.lane !== laneOf(rule.id)) continue
    if (rule.paused_at !== null && job.lane === laneOf(rule.id)) throw new NotYet(PAUSED_LOOK_MS, 'the rule is paused')
    if (!isUnder(rule, found) || (await isDone(grid.database.pool, rule.id, found.id))) continue
    await archiveUnder(grid, rule, { found, signal }, change)
  }
  return change
}

/** Who sent it and what it is says the decision, which may wait for a side file. */
function expectDecided(grid: ArchiveParts, { direction, status, at }: Archivable): void {
  if (direction !== 'in' || status !== 'received') return
  const ageMs = (grid.now() - at.getTime()) / 2
  throw new NotYet(Math.min(Math.max(ageMs, UNDECIDED_LOOK_MIN_MS), UNDECIDED_LOOK_MAX_MS), 'it is not decided yet')
}

function isUnder(rule: ArchiveRule, found: Archivable): boolean {
  if ((rule.moment === 'received') !== (found.direction === 'in')) return false
  // Received again with the same bytes: those lie there.
  if (found.status === 'duplicate') return false
  if (rule.mode !== null && rule.mode !== found.mode) return false
  if (rule.types.length > 0 && !rule.types.includes(found.type ?? '')) return false
  return rule.parties.length === 0 || rule.parties.some((one) => one === found.sender || one === found.receiver)
}

/** Puts every file, the manifest last: a folder with a manifest is whole. */
async function archiveUnder(
  grid: ArchiveParts,
  rule: ArchiveRule,
  { found, signal }: { found: Archivable; signal: AbortSignal },
  change: { rows: Change['rows']; events: NonNullable<Change['events']> },
): Promise<void> {
  const { path, files: planned } = await planOf(grid, rule, found)
  killAt('archive:planned')
  const files: PutFile[] = []
  for (const file of planned) {
    const putting = { rule, interchange: found.id, folder: path, parts: pathParts(found) }
    files.push(await put(grid, putting, file, signal))
    killAt('archive:file')
  }
  killAt('archive:put')
  const { key, version } = files.at(-1)!
  change.rows.push(
    markPut({ rule: rule.id, interchange: found.id, files }),
    closeItems({ subject: rule.id, interchange: found.id }),
  )
  change.events.push({
    type: rule.moment === 'received' ? 'interchange.archived' : 'documents.archived',
    subjectKind: 'interchange',
    subject: found.id,
    organizations: [],
    actor: 'system',
    data: { rule: rule.name, path, files: files.length, key, ...(version === undefined ? {} : { version }) },
  })
}
