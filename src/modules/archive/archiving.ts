import { createHash } from 'node:crypto'
import type { Grid } from '../../grid.ts'
import type { Change, Job } from '../../platform/change.ts'
import { killAt } from '../../platform/kill.ts'
import type { EventReader } from '../../platform/readers.ts'
import { insertRows } from '../../platform/rows.ts'
import type { JobKind } from '../../platform/work.ts'
import type { ArchiveStore } from './folder.ts'
import { archivePath, plain } from './path.ts'
import {
  type ArchiveRule,
  findParts,
  findSentForm,
  listDone,
  listEvents,
  listRules,
  type Part,
  type SentForm,
} from './queries.ts'

const insertArchived = insertRows(
  'archived',
  { rule: 'uuid', interchange: 'uuid', path: 'text', files: 'jsonb' },
  { conflict: 'keep' },
)

const COMPLETED = 'documents.completed'
const RETRY_MAX_MS = 600_000
/** So much of it stands in the manifest; the counts are of all. */
const DOCUMENTS_MAX = 10_000
const EVENTS_MAX = 10_000

type Parts = Pick<Grid, 'database' | 'payloads' | 'now' | 'log'>

/** What is completed gets a job of the archive; which rules it falls under is looked at then. */
export function archiveReader({ database }: Pick<Grid, 'database'>): EventReader {
  const rules = () => listRules(database.kysely)
  return {
    name: 'archive',
    types: async () => ((await rules()).length > 0 ? [COMPLETED] : []),
    async read(events) {
      const from = Math.min(...(await rules()).map((rule) => Number(rule.after_seq)))
      const jobs = events
        .filter((event) => event.seq > from)
        .map((event) => ({ kind: 'archive', subject: event.subject, lane: 'any:archive' }))
      return { rows: [], jobs }
    },
  }
}

/** The job that archives one outgoing interchange: never given up, since nothing else keeps it from being forgotten. */
export function archiveKind(grid: Parts, store: ArchiveStore): JobKind {
  return {
    pure: false,
    run: (job) => archive(grid, store, job),
    retry: (_error, attempt) => Math.min(1_000 * 2 ** attempt, RETRY_MAX_MS),
    away: () => 0,
    gaveUp: () => Promise.reject(new Error('the archive never gives up')),
  }
}

async function archive(grid: Parts, store: ArchiveStore, job: Job): Promise<Omit<Change, 'done'>> {
  const { pool, kysely } = grid.database
  const sent = await findSentForm(pool, job.subject)
  if (!sent) return { rows: [] }
  const done = await listDone(pool, sent.id)
  const rules = (await listRules(kysely)).filter((rule) => !done.includes(rule.id) && isUnder(rule, sent))
  const change: { rows: Change['rows']; events: NonNullable<Change['events']> } = { rows: [], events: [] }
  for (const rule of rules) {
    const path = archivePath(rule.path, { ...pathParts(sent), sha256: sent.payload.toString('hex') })
    const files = await put(grid, store, sent, path)
    killAt('archive:put')
    change.rows.push(insertArchived({ rule: rule.id, interchange: sent.id, path, files }))
    change.events.push({
      type: 'documents.archived',
      subjectKind: 'interchange',
      subject: sent.id,
      organizations: [],
      actor: 'system',
      data: { rule: rule.name, path, files: files.length },
    })
  }
  return change
}

function isUnder(rule: ArchiveRule, sent: SentForm): boolean {
  if (rule.mode !== null && rule.mode !== sent.mode) return false
  if (rule.types.length > 0 && !rule.types.includes(sent.type ?? '')) return false
  return rule.parties.length === 0 || rule.parties.includes(sent.sender) || rule.parties.includes(sent.receiver)
}

function pathParts(sent: SentForm) {
  const partner = sent.sender_role === 'host' ? sent.receiver_slug : sent.sender_slug
  const { at, sender_slug: sender, receiver_slug: receiver } = sent
  return { at, sender, receiver, partner, type: sent.type ?? 'unknown', number: sent.number ?? sent.id }
}

interface ArchivedFile {
  name: string
  sha256: string
  sizeBytes: number
}

/** Puts every file, the manifest last: a folder with a manifest is whole. */
async function put(grid: Parts, store: ArchiveStore, sent: SentForm, path: string): Promise<ArchivedFile[]> {
  const { pool } = grid.database
  const { documents, originals, acknowledgements } = await findParts(pool, sent.id, DOCUMENTS_MAX)
  const files: ArchivedFile[] = []
  const add = async (name: string, { payload, size_bytes: sizeBytes }: Omit<Part, 'id' | 'name'>) => {
    const reader = await grid.payloads.open(payload)
    try {
      await store.put(`${path}/${name}`, reader.stream())
    } finally {
      await reader.close()
    }
    files.push({ name, sha256: payload.toString('hex'), sizeBytes })
  }
  for (const [at, part] of originals.entries()) await add(`original-${at + 1}-${plain(part.name || part.id)}`, part)
  await add(`sent-${plain(sent.name)}`, sent)
  for (const [at, part] of acknowledgements.entries())
    await add(`acknowledgement-${at + 1}-${plain(part.name || part.id)}`, part)
  const subjects = [sent.id, ...originals.map(({ id }) => id), ...documents.slice(0, 1_000).map(({ id }) => id)]
  const events = await listEvents(pool, subjects, EVENTS_MAX)
  const manifest = Buffer.from(`${JSON.stringify(manifestOf({ sent, documents, files, events }), null, 2)}\n`)
  await store.put(`${path}/manifest.json`, [manifest])
  const sha256 = createHash('sha256').update(manifest).digest('hex')
  return [...files, { name: 'manifest.json', sha256, sizeBytes: manifest.length }]
}

function manifestOf(of: {
  sent: SentForm
  documents: Awaited<ReturnType<typeof findParts>>['documents']
  files: ArchivedFile[]
  events: Awaited<ReturnType<typeof listEvents>>
}) {
  const { sent, documents, files, events } = of
  return {
    format: 'entrepot-archive-1',
    interchange: sent.id,
    controlNumber: sent.control_number,
    environment: sent.mode,
    sender: { id: sent.sender, slug: sent.sender_slug },
    receiver: { id: sent.receiver, slug: sent.receiver_slug },
    sentAt: sent.at.toISOString(),
    documentCount: sent.document_count,
    documents: documents.map((document) => ({
      id: document.id,
      type: document.type,
      version: document.version,
      controlNumber: document.control_number,
      groupNumber: document.group_number,
      businessKey: document.business_key,
      status: document.status,
      original: { interchange: document.interchange, fromByte: document.from_offset, toByte: document.to_offset },
    })),
    files,
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  }
}
