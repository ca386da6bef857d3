import { systemActor } from '../../../platform/actor.ts'
import type { Change, Job, Problem } from '../../../platform/change.ts'
import { insertRows } from '../../../platform/rows.ts'
import type { RuleTrace } from '../../agreements/routing-policy.ts'
import type { OpaqueFiles } from '../../channels/opaque.ts'
import { needsApproval } from '../approving/policy.ts'
import type { Arrival } from '../arrivals.ts'
import type { Evidence } from '../concluding.ts'
import { decidedBy } from '../decided-by.ts'
import { writeDocument } from '../documents.ts'
import type { Exchange } from '../exchange.ts'
import { insertAttachment } from '../files/rows.ts'
import { type Draft, Intake } from '../intake.ts'
import { weighOriginals } from '../originals.ts'
import { lineOf, type Written, writeOutgoing } from '../outgoing.ts'
import { quarantine } from '../quarantining.ts'
import { reprocess } from '../reprocessing.ts'
import { type Route, route } from '../routing.ts'
import { decideInterchange } from '../rows.ts'
import { type OpaqueFile, opaqueFileOf, type Told, withSide } from './file.ts'

const SIDE_BYTES_MAX = 65_536

const insertFile = insertRows('opaque_files', {
  interchange: 'uuid',
  channel: 'uuid',
  base: 'text',
  side: 'boolean',
})

export interface WeighedFile {
  intake: Intake
  draft: Draft | null
  problem: Problem | null
  /** What it lies beside, and whether only there. */
  attaches?: Attaches | null
}

interface Attaches {
  kind: string
  value: string
  type: string | null
  deliver: boolean
}

/** Decides on a file that is not read: at once, or when both it and its side file are there. */
export async function decideFile(x: Exchange, arrival: Arrival, file: OpaqueFile): Promise<Omit<Change, 'done'>> {
  if (!file.rule.sideFile) return concludeFile(x, arrival, await weighFile(x, arrival, file))
  const { id: interchange, channel } = arrival
  const job = { kind: 'pair', subject: interchange, cause: interchange }
  const afterMs = file.rule.sideFileWithinMinutes * 60_000
  return {
    rows: [insertFile({ interchange, channel, base: file.base, side: file.side })],
    jobs: [job, { ...job, afterMs }],
  }
}

/** Brings a file and its side file together. Whichever comes second finds the other; what stays alone is set aside in time. */
export async function pairFiles(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'pair of files',
    text: `select f.channel, f.side, f.base, extract(epoch from now() - f.at) / 60 as minutes, p.interchange as partner
      from opaque_files f join interchanges i on i.id = f.interchange and i.status = 'received'
      left join lateral (select o.interchange from opaque_files o join interchanges oi on oi.id = o.interchange and oi.status = 'received'
        where o.channel = f.channel and o.base = f.base and o.side <> f.side order by o.at limit 1) p on true
      where f.interchange = $1`,
    values: [job.subject],
  })
  const found = rows[0]
  const arrival = found && (await x.arrivals.of(job.subject))
  if (!arrival) return { rows: [] }
  const partner = found.partner && (await x.arrivals.of(found.partner))
  if (partner) return decidePair(x, found.side ? { main: partner, side: arrival } : { main: arrival, side: partner })
  if (await letGoOn(x, found)) return { rows: [] }
  const file = opaqueFileOf(x, arrival)
  if (file && Number(found.minutes) < file.rule.sideFileWithinMinutes) return { rows: [] }
  const problem = { code: found.side ? 'side-file-alone' : 'side-file-missing', name: arrival.name, base: found.base }
  return concludeFile(x, arrival, { intake: intakeOf(x, arrival), draft: null, problem })
}

/** The other one came, too late: what was set aside for want of it is decided anew, and then finds this one. */
async function letGoOn(x: Exchange, late: { channel: string; base: string; side: boolean }): Promise<boolean> {
  const { rows } = await x.database.pool.query({
    name: 'set aside alone',
    text: `select o.interchange from opaque_files o join interchanges i on i.id = o.interchange and i.status = 'quarantined'
      where o.channel = $1 and o.base = $2 and o.side <> $3 and i.problems->0->>'code' = $4 order by o.at limit 1`,
    values: [late.channel, late.base, late.side, late.side ? 'side-file-missing' : 'side-file-alone'],
  })
  if (rows.length > 0) await reprocess(x, systemActor, rows[0].interchange)
  return rows.length > 0
}

async function decidePair(
  x: Exchange,
  { main, side }: { main: Arrival; side: Arrival },
): Promise<Omit<Change, 'done'>> {
  const file = opaqueFileOf(x, main)
  const told = file?.told ?? {}
  const name = side.name
  const full =
    side.size_bytes > SIDE_BYTES_MAX
      ? { wrong: { code: 'side-file-wrong', name, problem: `it has more than ${SIDE_BYTES_MAX} bytes` } }
      : withSide(told, await x.payloads.bytes(side.payload, SIDE_BYTES_MAX), { name, payload: main.payload })
  const weighed =
    'wrong' in full
      ? { intake: intakeOf(x, main), draft: null, problem: full.wrong }
      : await weighFile(x, main, { told: full, rule: file?.rule })
  const change = concludeFile(x, main, weighed)
  change.rows.push(
    decideInterchange({ id: side.id, seen: 'received', status: 'processed', standard: 'side-file', document_count: 0 }),
  )
  return change
}

/** Finds who gets it and by what, by the rules and agreements that hold for every document. The dry run asks this too. */
export async function weighFile(
  x: Exchange,
  arrival: Arrival,
  { told, rule }: { told: Told; rule?: OpaqueFiles | undefined },
  options: { trace?: boolean } = {},
): Promise<WeighedFile> {
  const intake = intakeOf(x, arrival)
  const { type, mode } = told
  const receiver = x.directory.organizationBySlug(told.receiver ?? '')
  const missing: Problem | null = !type
    ? { code: 'opaque-type-missing', name: arrival.name }
    : receiver?.status !== 'active'
      ? { code: 'opaque-receiver-unknown', name: arrival.name, receiver: told.receiver ?? '' }
      : mode
        ? attachmentProblem(arrival.name, told, rule)
        : { code: 'opaque-mode-missing', name: arrival.name }
  if (missing || !type || !mode || !receiver) return { intake, draft: null, problem: missing }
  intake.parties = { sender: arrival.organization, receiver: receiver.id, mode }
  const trace: RuleTrace[] | undefined = options.trace ? [] : undefined
  const key = told.key?.trim().toUpperCase() ?? null
  const router = { arrival, directory: x.directory, parties: intake.parties, scheme: 'x12-isa', at: new Date(x.now()) }
  const found = route({ type, version: '', key, watched: undefined }, { ...router, ...(trace ? { trace } : {}) })
  const { keyKind: kind = 'purchase-order', keyIssuer: issuer = 'receiver' } = told
  const keys = key === null ? [] : [{ kind, value: key, issuer, at: 'side file' }]
  const draft: Draft = {
    ...draftOf(arrival, type, found),
    businessKey: keys[0] ?? null,
    keys,
    ...(trace ? { trace } : {}),
  }
  await weighContent(x, arrival, intake, draft)
  return { intake, draft, problem: null, attaches: attachesOf(told, rule) }
}

/** It must say what it lies beside, where that is all that becomes of it, or half of it is said. */
function attachmentProblem(name: string, told: Told, rule: OpaqueFiles | undefined): Problem | null {
  const wanted = rule?.attachOnly || told.attachesTo !== undefined
  return wanted && !attachesOf(told, rule) ? { code: 'attachment-key-missing', name } : null
}

function attachesOf({ attachesTo, key }: Told, rule: OpaqueFiles | undefined): Attaches | null {
  const value = (attachesTo?.value ?? key)?.trim().toUpperCase()
  if (!attachesTo || !value) return null
  return { kind: attachesTo.kind, value, type: attachesTo.type ?? null, deliver: !rule?.attachOnly }
}

function draftOf(arrival: Arrival, type: string, { agreement, channel, rules, status, problem }: Route): Draft {
  const approval = agreement !== null && needsApproval(agreement.settings, null)
  return {
    ...{
      position: 0,
      type,
      version: '',
      controlNumber: '',
      groupNumber: '',
      from: 0,
      to: arrival.size_bytes,
      group: 0,
    },
    ...{ agreement, channel, rules, status, businessKey: null, keys: [], original: true, claim: null, approval },
    ...{ outgoing: null, problems: problem && [problem], standard: 'opaque' },
  }
}

/** A file that waited, routed by what is agreed now; a person has decided that rules hold nothing back. */
export function redraft(
  x: Exchange,
  arrival: Arrival,
  found: { sender: string; receiver: string; mode: 'test' | 'production'; type: string; business_key: string | null },
  decided: boolean,
): { intake: Intake; draft: Draft } {
  const { sender, receiver, mode, type, business_key: key } = found
  const intake = intakeOf(x, arrival)
  intake.parties = { sender, receiver, mode }
  const router = {
    arrival,
    directory: x.directory,
    parties: intake.parties,
    scheme: 'x12-isa',
    at: new Date(x.now()),
    decided,
  }
  return { intake, draft: draftOf(arrival, type, route({ type, version: '', key, watched: undefined }, router)) }
}

/** It has no number of its own: its bytes say whether it came before. */
async function weighContent(x: Exchange, arrival: Arrival, intake: Intake, draft: Draft): Promise<void> {
  const value = arrival.payload.toString('hex')
  const content = { kind: 'shipment' as const, value, issuer: 'sender' as const, at: 'content' }
  const probe: Draft = { ...draft, type: `${draft.type} content`, businessKey: content }
  await weighOriginals(x, { arrival, intake }, [probe])
  Object.assign(draft, { status: probe.status, problems: probe.problems, claim: probe.claim })
}

/** What follows: the file goes on unchanged, waits for a person, or is set aside as a whole. */
export function concludeFile(x: Exchange, arrival: Arrival, { intake, draft, problem, attaches }: WeighedFile) {
  const written: Written = { rows: [], jobs: [], events: [] }
  const evidence: Evidence = { arrival, intake, known: undefined, spoken: new Map(), last: true, body: () => [] }
  if (!draft) quarantine(x, evidence, problem ? [problem] : [], written)
  else {
    const status = statusOf(draft, attaches)
    const outgoing = status === 'released' ? x.newId() : null
    const source = status === 'unapproved' ? { source: arrival.payload } : {}
    const document = writeDocument(x, evidence, { ...draft, status, outgoing, ...source }, written)
    if (attaches) {
      writeAttachment(document, attaches, arrival.id, written)
      watchWaiting(x, { document, agreement: draft.agreement, cause: arrival.id }, written)
    }
    if (outgoing !== null) passOn(x, { arrival, draft, key: draft.businessKey?.value ?? null, outgoing }, written)
    const { sender, receiver, mode } = intake.parties!
    const done = { id: arrival.id, seen: 'received', status: 'processed', standard: 'opaque', document_count: 1 }
    written.rows.push(decideInterchange({ ...done, mode, sender, receiver }))
  }
  for (const event of written.events) event.cause ??= arrival.cause ?? arrival.id
  return written
}

const LOOK_AGAIN_MS = 5_000

/**
 * The look follows at once, and whenever a document goes on. The second covers a document that went on between the first look
 * and the moment from which its reader knows that somebody waits.
 */
function writeAttachment(source: string, attaches: Attaches, cause: string, written: Written): void {
  written.rows.push(insertAttachment({ source, ...attaches, status: 'waiting' }))
  const job = { kind: 'attach', subject: source, cause }
  written.jobs.push(job, { ...job, afterMs: LOOK_AGAIN_MS })
}

function watchWaiting(
  x: Exchange,
  of: { document: string; agreement: Draft['agreement']; cause: string },
  written: Written,
): void {
  const hours = of.agreement?.settings.files.waitHours ?? null
  if (hours === null) return
  const dueAt = new Date(x.now() + hours * 3_600_000)
  written.jobs.push({ kind: 'attach-due', subject: of.document, dueAt, cause: of.cause })
}

function statusOf({ status, approval }: Draft, attaches: Attaches | null | undefined): string {
  if (status !== 'recognised') return status
  return approval ? 'unapproved' : (attaches?.deliver ?? true) ? 'released' : 'completed'
}

/** The same bytes, under a name that is the receiver's own on every attempt. Only what transports tell is awaited. */
export function passOn(
  x: Exchange,
  of: { arrival: Arrival; draft: Pick<Draft, 'agreement' | 'channel'>; key: string | null; outgoing: string },
  written: Written,
): void {
  const { arrival, draft, key, outgoing: id } = of
  const { sender, receiver, mode, settings } = draft.agreement!
  const line = lineOf(settings, key)
  const [, stem = 'file', ending = ''] = /^(.*?)(\.[^.]{1,10})?$/s.exec(arrival.name.slice(0, 150)) ?? []
  writeOutgoing(
    x,
    {
      ...{ id, purpose: 'documents', sender, receiver, mode, channel: x.directory.channel(draft.channel!) },
      name: `${stem}.${id.slice(-6)}${ending}`,
      // The row of the payload is there: it came in.
      content: { hash: arrival.payload, sizeBytes: arrival.size_bytes, place: 'disk', content: null },
      ...{
        standard: null,
        controlNumber: null,
        envelope: { ...decidedBy(draft.agreement!), ...(line ? { key: line } : {}) },
        documentCount: 1,
        awaits: null,
      },
      ...{ line, cause: arrival.id },
    },
    written,
  )
}

function intakeOf(x: Exchange, arrival: Arrival): Intake {
  return new Intake(arrival, { directory: x.directory, at: new Date(x.now()), outgoingId: () => x.newId() })
}
