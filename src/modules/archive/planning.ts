import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import { insertPayload, insertPayloadUse } from '../../platform/payloads/rows.ts'
import { manifestOf } from './manifest.ts'
import { archivePath, type PathParts, plain } from './path.ts'
import {
  type Archivable,
  type ArchiveRule,
  findBeside,
  findParts,
  findPlan,
  isPathTaken,
  listEvents,
  type Part,
  type Plan,
} from './queries.ts'
import { insertPlan } from './rows.ts'
import type { ArchiveParts, PlannedFile } from './targets.ts'

/** So much of it stands in the manifest; the counts are of all. */
const DOCUMENTS_MAX = 10_000
const EVENTS_MAX = 10_000
const FILES_MAX = 10_000
const MANIFEST = 'manifest.json'
/** What the archive makes itself is of no organization. */
const GRID = '00000000-0000-0000-0000-000000000000'

/**
 * What will lie where, durable before the first byte leaves: events go on, so a manifest made anew after a crash would be
 * another one under the same name.
 */
export async function planOf(grid: ArchiveParts, rule: ArchiveRule, found: Archivable): Promise<Plan> {
  const known = await findPlan(grid.database.pool, rule.id, found.id)
  if (known) return known
  return rule.moment === 'received' ? planReceived(grid, rule, found) : planCompleted(grid, rule, found)
}

/** The bytes as they came, as one file whose name is the last part of the path. */
async function planReceived(grid: ArchiveParts, rule: ArchiveRule, found: Archivable): Promise<Plan> {
  const whole = archivePath(rule.path, pathParts(found))
  const at = whole.lastIndexOf('/')
  const plan = { path: whole.slice(0, Math.max(at, 0)), files: [fileOf(whole.slice(at + 1), found)] }
  await grid.commit({ rows: [insertPlan({ rule: rule.id, interchange: found.id, ...plan })] })
  return plan
}

/** A folder with a manifest, which lies last in it. */
async function planCompleted(grid: ArchiveParts, rule: ArchiveRule, found: Archivable): Promise<Plan> {
  const { pool } = grid.database
  const { documents, originals, acknowledgements } = await findParts(pool, found.id, DOCUMENTS_MAX)
  const named = (kind: string) => (part: Part, at: number) =>
    fileOf(`${kind}-${at + 1}-${plain(part.name || part.id)}`, part)
  const beside = await findBeside(
    pool,
    documents.map(({ id }) => id),
    FILES_MAX,
  )
  const lying = beside.map((file, at) => ({ ...file, lies: `file-${at + 1}-${plain(file.name)}` }))
  const files = [
    ...originals.map(named('original')),
    fileOf(`sent-${plain(found.name)}`, found),
    ...acknowledgements.map(named('acknowledgement')),
    ...lying.map((file) => fileOf(file.lies, file)),
  ]
  const subjects = [found.id, ...originals.map(({ id }) => id), ...documents.slice(0, 1_000).map(({ id }) => id)]
  const events = await listEvents(pool, subjects, EVENTS_MAX)
  const text = `${JSON.stringify(manifestOf({ sent: found, documents, beside: lying, files, events }), null, 2)}\n`
  const kept = await grid.payloads.keep(pieces(Buffer.from(text)))
  const plan = { path: await freePath(grid, rule, found), files: [...files, manifestFile(kept)] }
  const row = { rule: rule.id, interchange: found.id, ...plan, manifest: kept.hash }
  await grid.commit({
    rows: [
      insertPayload({ hash: kept.hash, size_bytes: kept.sizeBytes, place: kept.place, content: kept.content }),
      insertPayloadUse({ payload: kept.hash, organization: GRID, subject: found.id, purpose: 'archived' }),
      insertPlan(row),
    ],
  })
  return plan
}

/** What the grid passes on unread may be sent twice with the same bytes: the second gets a folder of its own. */
async function freePath(grid: ArchiveParts, rule: ArchiveRule, found: Archivable): Promise<string> {
  const path = archivePath(rule.path, pathParts(found))
  return (await isPathTaken(grid.database.pool, rule.id, path)) ? `${path}-${found.id.slice(-12)}` : path
}

export function pathParts(found: Archivable): PathParts {
  const { at, sender_slug: sender, receiver_slug } = found
  const receiver = receiver_slug ?? 'unknown'
  const partner = found.sender_role === 'host' ? receiver : sender
  const sha256 = found.payload.toString('hex')
  return { at, sender, receiver, partner, type: found.type ?? 'unknown', number: found.number ?? found.id, sha256 }
}

function fileOf(name: string, { payload, size_bytes: sizeBytes }: Pick<Part, 'payload' | 'size_bytes'>): PlannedFile {
  return { name, sha256: payload.toString('hex'), sizeBytes: Number(sizeBytes) }
}

function manifestFile({ hash, sizeBytes }: KeptPayload): PlannedFile {
  return { name: MANIFEST, sha256: hash.toString('hex'), sizeBytes }
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
