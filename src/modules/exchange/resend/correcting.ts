import { detect } from '../../../edi/detect.ts'
import { type Diff, diffOf } from '../../../edi/diff.ts'
import { headerOf } from '../../../edi/edifact/header.ts'
import { ISA_BYTES, readIsa } from '../../../edi/x12/isa.ts'
import { isOvertaken } from '../../../platform/commit.ts'
import { insertPayload, insertPayloadUse } from '../../../platform/payloads/rows.ts'
import { voidCorrected } from '../approving/voiding.ts'
import type { Exchange } from '../exchange.ts'
import { decideJob } from '../receiving.ts'
import { claimIdentity, renewIdentity } from '../rows.ts'
import { composed } from './composing.ts'
import {
  CORRECTION_BYTES_MAX,
  type Correctable,
  editableOf,
  expectCorrectable,
  findCorrectable,
  type Target,
} from './correctable.ts'
import { type Correction, findCorrection } from './corrections.ts'
import { resendError } from './errors.ts'
import { examine, type Verdict } from './examining.ts'
import { findResend, type ResendRow } from './originals.ts'
import { replace } from './replacing.ts'
import { insertCorrected, insertCorrection, insertResend } from './rows.ts'
import { type Asked, type NewChange, settleItems } from './same.ts'

export interface Corrected {
  diff: Diff
  verdict: Verdict
  /** Whole, as it would come in. */
  bytes: Buffer
  original: Correctable
}

/** What an edit changes and what would become of it; nothing is written. */
export async function tryCorrection(x: Exchange, target: Target, edited: Uint8Array): Promise<Corrected> {
  if (edited.length > CORRECTION_BYTES_MAX) throw resendError('correction-too-large', { sizeBytes: edited.length })
  const original = await findCorrectable(x.database.pool, target)
  expectCorrectable(original)
  const before = await editableOf(x, original)
  if (before.equals(edited)) throw resendError('correction-same', { id: target.id })
  const diff = diffOf(before, edited, await terminatorOf(x, original, [before, edited]))
  const bytes = original.document === null ? Buffer.from(edited) : await composed(x, original, edited)
  return { diff, verdict: await examine(x, original, bytes), bytes, original }
}

/** Keeps an edited copy, linked to its original, which never changes. It may still be invalid: then it is not sent. */
export async function keepCorrection(
  x: Exchange,
  target: Target,
  edited: Uint8Array,
  asked: Pick<Asked, 'id' | 'reason' | 'actor'>,
): Promise<{ id: string }> {
  if (await findCorrection(x.database.pool, asked.id)) return asked
  const { diff, verdict, bytes, original } = await tryCorrection(x, target, edited)
  const kept = await x.payloads.keep(one(bytes))
  const { organization, interchange, document } = original
  const { hash, sizeBytes, place, content } = kept
  const subjectKind = document === null ? 'interchange' : 'document'
  await x.commit({
    rows: [
      insertPayload({ hash, size_bytes: sizeBytes, place, content }),
      insertPayloadUse({ payload: hash, organization, subject: asked.id, purpose: 'correction' }),
      insertCorrection({ ...asked, interchange, document, payload: hash, size_bytes: sizeBytes, diff, verdict }),
    ],
    events: [
      {
        type: `${subjectKind}.edited`,
        subjectKind,
        subject: document ?? interchange,
        // Who edits what is the grid's own, until it is sent.
        organizations: [],
        actor: asked.actor,
        data: { correction: asked.id, reason: asked.reason, valid: verdict.valid },
      },
    ],
  })
  return asked
}

/** Lets a correction go the way of everything that comes in, in place of its original. Once. */
export async function sendCorrection(x: Exchange, correction: string, asked: Asked): Promise<ResendRow> {
  const done = await findResend(x.database.pool, asked.id)
  if (done) return done
  const change = await correctionChange(x, correction, asked)
  try {
    await x.commit(change)
  } catch (error) {
    if (!isOvertaken(error)) throw error
    const first = await findResend(x.database.pool, asked.id)
    if (!first) throw resendError('resend-overtaken')
    return first
  }
  return (await findResend(x.database.pool, asked.id))!
}

function targetOf({ document, interchange }: { document: string | null; interchange: string }) {
  return document === null
    ? { kind: 'interchange' as const, id: interchange }
    : { kind: 'document' as const, id: document }
}

async function correctionChange(x: Exchange, id: string, asked: Asked): Promise<NewChange> {
  const found = await findCorrection(x.database.pool, id)
  if (!found) throw resendError('correction-unknown', { id })
  const original = await findCorrectable(x.database.pool, targetOf(found))
  expectCorrectable(original)
  // The world may have changed since it was made: it is judged by what holds now.
  const verdict = await examine(x, original, await x.payloads.bytes(found.payload, CORRECTION_BYTES_MAX * 2))
  if (!verdict.valid) throw resendError('correction-invalid', { id, problems: allOf(verdict).slice(0, 20) })
  const child = x.newId()
  const replaced = await replace(x, original, child, asked)
  const voided = await voidCorrected(x, original, asked.actor)
  return {
    rows: [
      ...replaced.rows,
      await claimTurn(x, { original, child, payload: found.payload }),
      insertPayloadUse({
        payload: found.payload,
        organization: original.organization,
        subject: child,
        purpose: 'received',
      }),
      corrected(child, original, found),
      insertResend({
        ...asked,
        kind: 'corrected',
        parent: original.interchange,
        child,
        document: original.document,
        correction: id,
      }),
      ...settleItems(original.items, asked, 'Corrected and sent.'),
      ...voided.rows,
    ],
    jobs: [
      ...replaced.jobs,
      decideJob({ id: child, channel: original.channel, sizeBytes: found.size_bytes, cause: child }),
    ],
    events: [
      ...replaced.events,
      {
        type: 'interchange.corrected',
        subjectKind: 'interchange',
        subject: child,
        organizations: [original.organization],
        actor: asked.actor,
        cause: child,
        data: { correction: id, original: original.interchange, document: original.document },
      },
      ...voided.events,
    ],
  }
}

/** It comes in by the channel and the name of its original. */
function corrected(id: string, original: Correctable, { payload, size_bytes }: Correction) {
  const { organization, channel, name, interchange, root } = original
  const as = { id, direction: 'in', organization, channel, name, cause: interchange, corrects: root }
  return insertCorrected({ ...as, payload, from_offset: 0, size_bytes, status: 'received', progress: 0 })
}

/** One original has one correction on its way, or one that came through. */
async function claimTurn(x: Exchange, of: { original: Correctable; child: string; payload: Buffer }) {
  const { original, child, payload } = of
  const key = { kind: 'correction', scope: original.interchange, value: original.document ?? 'whole' } as const
  const known = await x.identities.known(key)
  if (!known) return claimIdentity({ ...key, subject: child, payload })
  const { rows } = await x.database.pool.query(
    `select i.status = 'received' or exists (select from documents d where d.interchange = i.id and d.status not in ('invalid', 'quarantined', 'declined')) as going
      from interchanges i where i.id = $1`,
    [known.subject],
  )
  if (rows[0]?.going)
    throw resendError('correction-done', { id: original.document ?? original.interchange, by: known.subject })
  return renewIdentity({ ...key, former: known.subject, subject: child, payload })
}

export function allOf({ problems, documents }: Verdict) {
  return [...problems, ...documents.flatMap((document) => document.problems)]
}

async function* one(bytes: Buffer) {
  yield bytes
}

/** Null: it is compared line by line, as what the grid does not read, and where a terminator of EDIFACT is released. */
async function terminatorOf(x: Exchange, { payload, base }: Correctable, texts: Uint8Array[]): Promise<number | null> {
  const reader = await x.payloads.open(payload)
  try {
    const bytes = await reader.read(base, 4_096)
    const kind = detect(bytes)
    if (kind === 'xml') return null
    if (kind === 'edifact') {
      const service = headerOf(bytes)?.service
      if (!service) return null
      const { terminator, release } = service
      const released =
        release !== null && texts.some((text) => Buffer.from(text).includes(Buffer.from([release, terminator])))
      return released ? null : terminator
    }
    const at = bytes.indexOf('ISA')
    if (at < 0 || bytes.length - at < ISA_BYTES) return null
    return readIsa(bytes.subarray(at, at + ISA_BYTES), 0).isa?.delimiters.terminator ?? null
  } finally {
    await reader.close()
  }
}
