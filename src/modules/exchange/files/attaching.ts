import { type Actor, actorName } from '../../../platform/actor.ts'
import type { Change, Job } from '../../../platform/change.ts'
import { killAt } from '../../../platform/kill.ts'
import type { EventReader } from '../../../platform/readers.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import type { Written } from '../outgoing.ts'
import { insertWorkItem } from '../rows.ts'
import { addFile } from './adding.ts'
import {
  type Attachment,
  anyWaits,
  findAttachment,
  findCandidates,
  findInside,
  findWaiting,
  STANDS,
} from './queries.ts'
import { closeChoice, moveAttachment } from './rows.ts'

const GONE_ON = ['document.released', 'document.recognised']

/** What is let go on may be what a file waits for. */
export function fileReader({ database }: Pick<Exchange, 'database'>): EventReader {
  return {
    name: 'files',
    types: async () => ((await anyWaits(database.pool)) ? GONE_ON : []),
    async read(events) {
      const waiting = await findWaiting(database.pool, [...new Set(events.map(({ subject }) => subject))])
      return { rows: [], jobs: waiting.map((source) => ({ kind: 'attach', subject: source })) }
    },
  }
}

/** Puts a file beside the document whose key it names; where there is none yet it waits, where there are several a person chooses. */
export async function attach(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { pool } = x.database
  const found = await findAttachment(pool, job.subject)
  if (found?.status !== 'waiting' || !STANDS.includes(found.document_status)) return { rows: [] }
  const documents = await findCandidates(pool, found)
  if (documents.length === 0) return { rows: [] }
  if (documents.length > 1) return askWhich(x, found, documents)
  const written = await attachTo(x, found, documents, 'system')
  // Where it had come too late for somebody to be asked, that is over.
  written.rows.push(closeChoice({ subject: found.source, closed_by: 'system', close_reason: 'Its document came.' }))
  killAt('attach:made')
  return written
}

/** It waits longer than agreed: a person is asked, and it goes on waiting. One that is beside its document by now makes this nothing. */
export async function attachDue(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const found = await findAttachment(x.database.pool, job.subject)
  if (found?.status !== 'waiting') return { rows: [] }
  const { source: subject, kind: key, value, name, sender: organization } = found
  const problem = { code: 'attachment-overdue', name, kind: key, value }
  const item = { id: x.newId(), kind: 'quarantine', subject_kind: 'file', subject, organization, problem }
  const event = { type: 'document.attachment-overdue', subjectKind: 'document', subject, actor: 'system' }
  return {
    rows: [insertWorkItem(item)],
    events: [{ ...event, organizations: [organization], cause: found.interchange, data: problem }],
  }
}

function askWhich(x: Exchange, { source, kind, value, name, sender }: Attachment, documents: string[]) {
  const problem = { code: 'attachment-ambiguous', name, kind, value, documents }
  const item = {
    id: x.newId(),
    kind: 'quarantine',
    subject_kind: 'file',
    subject: source,
    organization: sender,
    problem,
  }
  return { rows: [moveAttachment({ source, seen: 'waiting', status: 'undecided' }), insertWorkItem(item)] }
}

async function attachTo(x: Exchange, found: Attachment, documents: string[], actor: string): Promise<Written> {
  const { source, status: seen, sender, name, relation, payload, size_bytes: sizeBytes, interchange } = found
  const written: Written = { rows: [], jobs: [], events: [] }
  const status = documents.length > 0 ? 'attached' : 'apart'
  written.rows.push(moveAttachment({ source, seen, status }))
  const contentType = 'application/octet-stream'
  const file = { organization: sender, name, relation, payload, sizeBytes, contentType, source, actor }
  for (const document of documents) await addFile(x, document, file, written)
  for (const event of written.events) event.cause ??= interchange
  return written
}

export interface Choice {
  /** None: it belongs to no document here. */
  documents: string[]
  reason: string
}

/** What a person says a file belongs to. Said again, it changes nothing. */
export async function chooseAttachment(x: Exchange, actor: Actor, source: string, choice: Choice): Promise<Attachment> {
  const { pool } = x.database
  const found = await findAttachment(pool, source)
  if (!found) throw exchangeError('attachment-unknown', { id: source })
  const documents = [...new Set(choice.documents)]
  const inside = await findInside(pool, found, documents)
  const outside = documents.find((one) => !inside.includes(one))
  if (outside !== undefined) throw exchangeError('attachment-outside-pair', { document: outside })
  if (found.status !== 'waiting' && found.status !== 'undecided') return found
  const by = actorName(actor)
  const written = await attachTo(x, found, documents, by)
  written.rows.push(closeChoice({ subject: source, closed_by: by, close_reason: choice.reason }))
  written.events.push({
    type: 'document.attachment-chosen',
    subjectKind: 'document',
    subject: source,
    organizations: [found.sender],
    actor: by,
    data: { documents, reason: choice.reason },
  })
  await x.commit(written)
  return (await findAttachment(pool, source))!
}
