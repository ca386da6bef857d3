import { isOvertaken } from '../../../platform/commit.ts'
import type { KeptPayload } from '../../../platform/payloads/payloads.ts'
import { insertPayload, insertPayloadUse } from '../../../platform/payloads/rows.ts'
import type { Exchange } from '../exchange.ts'
import type { Written } from '../outgoing.ts'
import { findCurrent, sidesOf } from './queries.ts'
import { insertFile, supersedeFile } from './rows.ts'

/** A file to lie beside a document. Its bytes are kept already, or by a row of the same Change. */
export interface NewFile {
  organization: string
  name: string
  relation: string
  payload: Buffer
  sizeBytes: number
  contentType: string
  source: string | null
  actor: string
}

/**
 * Adds a file to a document. The same bytes of the same organization again are the same file; another one of its name is its next
 * version, and the one before stays and says so. Returns the id.
 */
export async function addFile(x: Exchange, document: string, file: NewFile, written: Written): Promise<string> {
  const { organization, name, payload, sizeBytes, relation } = file
  const current = await findCurrent(x.database.pool, { document, organization, name, payload })
  const same = current.find((one) => one.payload.equals(payload))
  if (same) return same.id
  const id = x.newId()
  const before = current.find((one) => one.name === name)
  const version = (before?.version ?? 0) + 1
  if (before) written.rows.push(supersedeFile({ id: before.id, superseded_by: id }))
  written.rows.push(
    insertPayloadUse({ payload, organization, subject: id, purpose: 'file' }),
    insertFile({
      ...{ id, document, organization, name, relation, payload, version },
      ...{ size_bytes: sizeBytes, content_type: file.contentType, source: file.source, actor: file.actor },
    }),
  )
  written.events.push({
    type: 'document.file-added',
    subjectKind: 'document',
    subject: document,
    organizations: await sidesOf(x.database.pool, document),
    actor: file.actor,
    data: { file: id, name, relation, version, sizeBytes, sha256: payload.toString('hex') },
  })
  return id
}

/** Adds a file that somebody gives. `added` is false where it lies there already. */
export async function giveFile(
  x: Exchange,
  document: string,
  { hash: payload, sizeBytes, place, content }: KeptPayload,
  of: Pick<NewFile, 'organization' | 'name' | 'relation' | 'contentType' | 'actor'>,
): Promise<{ id: string; added: boolean }> {
  for (;;) {
    const written: Written = {
      rows: [insertPayload({ hash: payload, size_bytes: sizeBytes, place, content })],
      jobs: [],
      events: [],
    }
    const id = await addFile(x, document, { ...of, payload, sizeBytes, source: null }, written)
    if (written.events.length === 0) return { id, added: false }
    try {
      await x.commit(written)
      return { id, added: true }
    } catch (error) {
      // Another one of its name came first: it is the next version of that.
      if (!isOvertaken(error)) throw error
    }
  }
}
