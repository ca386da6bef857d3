import { isDeepStrictEqual } from 'node:util'
import { type Act, note } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { ALWAYS, endOf, hasEnded, isoOf, NEVER, overlaps } from '../../platform/span.ts'
import { expectGuideFor } from '../guides/verbs.ts'
import { organizationCalled } from '../organizations/called.ts'
import type { ProposedVerbs } from '../proposals/classes.ts'
import { doneOrProposed, outdate, type Proposed } from '../proposals/verbs.ts'
import { type LaidAgreement, laid } from './below.ts'
import { expectFitting } from './defaults.ts'
import { expectForm } from './delivering-as.ts'
import { agreementError } from './errors.ts'
import { type AgreementChange, type AgreementForm, agreementChange, agreementEnding, agreementForm } from './form.ts'
import { type AgreementRow, agreementsOn, findAgreement, findWay } from './queries.ts'
import { expectWays } from './ruling.ts'
import { keepVersion } from './versions.ts'

/** From then on the receiver gets what the sender sends of this type. Sender and receiver by id or slug, the channel by id. */
export function makeAgreement(act: Act, given: AgreementForm): Promise<LaidAgreement | Proposed> {
  return orProposed(act, { verb: 'make', subject: null, given }, () => make(act, given))
}

/** Changes what is agreed from now on. What was decided before stays decided. */
export function changeAgreement(
  act: Act,
  id: string,
  given: AgreementChange,
  version?: number,
): Promise<LaidAgreement | Proposed> {
  return orProposed(act, { verb: 'change', subject: id, given }, () => change(act, id, given, version))
}

/** Ends it now or at a later moment; null: no end after all. Ending what has ended changes nothing. */
export function endAgreement(act: Act, id: string, until?: Date | null): Promise<LaidAgreement | Proposed> {
  return orProposed(act, { verb: 'end', subject: id, given: { until } }, () => end(act, id, until))
}

/** The same once another person has approved it. */
export const agreementVerbs: ProposedVerbs = {
  make: (act, { given }) => make(act, agreementForm.parse(given)),
  change: (act, { subject, given, version }) => change(act, subject, agreementChange.parse(given), version),
  end: (act, { subject, given, version }) => end(act, subject, agreementEnding.parse(given).until, version),
}

function orProposed(
  act: Act,
  of: { verb: string; subject: string | null; given: object },
  run: () => Promise<LaidAgreement>,
): Promise<LaidAgreement | Proposed> {
  const stateOf = async (id: string) => {
    const row = await expectAgreement(act, id)
    const { sender_slug: sender, receiver_slug: receiver, document_type: type, mode, version } = row
    const said = { channel: row.channel_name, settings: row.settings }
    const content = {
      sender,
      receiver,
      type,
      mode,
      ...said,
      from: isoOf(row.valid_from),
      until: isoOf(row.valid_until),
    }
    return { version, content }
  }
  return doneOrProposed(act, { class: 'agreements', ...of, stateOf, run })
}

async function make(act: Act, given: AgreementForm): Promise<LaidAgreement> {
  const [sender, receiver] = [await expectParty(act, given.sender), await expectParty(act, given.receiver)]
  const { type, mode, channel, settings } = given
  await expectWay(act, { receiver, mode, channel })
  await expectWays(act, receiver, settings.rules)
  await expectGuideFor(act, type, settings.guide)
  expectForm(type, settings.deliverAs)
  const before = await agreementsOn(act.tx, { sender, receiver, type, mode })
  const valid_from = given.from ?? (before.length === 0 ? ALWAYS : act.at)
  const valid_until = given.until ?? NEVER
  if (Number(valid_until) <= Number(valid_from)) {
    throw agreementError('agreement-ended', { id: 'asked for', until: valid_until.toISOString() })
  }
  const other = before.find((one) => overlaps(one, { valid_from, valid_until }))
  if (other) throw agreementError('agreement-exists', { type, mode, id: other.id })
  const id = act.newId()
  const names = { sender_slug: given.sender, receiver_slug: given.receiver, channel_name: channel }
  const row = { id, sender, receiver, document_type: type, mode, channel, settings, valid_from, valid_until }
  await expectFitting(act, {
    ...row,
    ...names,
    settings: settings as Record<string, unknown>,
    version: 1,
    created_at: act.at,
  })
  await act.tx
    .insertInto('agreements')
    .values({ ...row, settings: JSON.stringify(settings), created_at: act.at })
    .execute()
  return noted(act, 'agreement.made', id, { settings })
}

async function change(act: Act, id: string, given: AgreementChange, version?: number): Promise<LaidAgreement> {
  const found = await expectAgreement(act, id, version)
  if (hasEnded(found, act.at)) {
    throw agreementError('agreement-ended', { id, until: found.valid_until.toISOString() })
  }
  const channel = given.channel ?? found.channel
  const before = found.settings
  const settings = given.settings ?? before
  const changes = {
    ...(channel === found.channel ? {} : { channel: [found.channel, channel] }),
    ...(isDeepStrictEqual(settings, before) ? {} : { settings: [before, settings] }),
  }
  if (Object.keys(changes).length === 0) return laidOne(act, found)
  await expectWay(act, { receiver: found.receiver, mode: found.mode, channel })
  await expectWays(act, found.receiver, given.settings?.rules)
  await expectGuideFor(act, found.document_type, given.settings?.guide)
  expectForm(found.document_type, given.settings?.deliverAs)
  await expectFitting(act, { ...found, settings: settings as Record<string, unknown> })
  await act.tx
    .updateTable('agreements')
    .set({ channel, settings: JSON.stringify(settings), version: found.version + 1 })
    .where('id', '=', id)
    .execute()
  return noted(act, 'agreement.changed', id, { changes })
}

async function end(act: Act, id: string, until: Date | null = act.at, version?: number): Promise<LaidAgreement> {
  const found = await expectAgreement(act, id, version)
  if (hasEnded(found, act.at)) {
    if (until !== null && until <= act.at) return laidOne(act, found)
    throw agreementError('agreement-ended', { id, until: found.valid_until.toISOString() })
  }
  const wanted = endOf(found, until, act.at)
  if (Number(wanted) === Number(found.valid_until)) return laidOne(act, found)
  const { sender, receiver, document_type: type, mode } = found
  const others = await agreementsOn(act.tx, { sender, receiver, type, mode })
  const other = others.find((one) => one.id !== id && overlaps(one, { ...found, valid_until: wanted }))
  if (other) throw agreementError('agreement-exists', { type, mode, id: other.id })
  await act.tx
    .updateTable('agreements')
    .set({ valid_until: wanted, version: found.version + 1 })
    .where('id', '=', id)
    .execute()
  const happened = hasEnded({ valid_until: wanted }, act.at) ? 'agreement.ended' : 'agreement.changed'
  return noted(act, happened, id, { until: isoOf(wanted) })
}

async function expectAgreement(act: Act, id: string, version?: number): Promise<AgreementRow> {
  const found = await findAgreement(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'agreement', id })
  if (version !== undefined && version !== found.version) throw versionMismatch(found.version, version)
  return found
}

async function expectParty(act: Act, organization: string): Promise<string> {
  const id = await organizationCalled(act.tx, organization)
  if (id === undefined) throw agreementError('agreement-party-unknown', { organization })
  return id
}

async function expectWay(act: Act, { receiver, mode, channel }: { receiver: string; mode: string; channel: string }) {
  const way = await findWay(act.tx, channel)
  const reason =
    way?.organization !== receiver
      ? 'the receiver has no such channel'
      : way.direction !== 'out'
        ? 'it leads in'
        : way.ended_at !== null
          ? 'it is closed'
          : way.mode !== null && way.mode !== mode
            ? `it is for ${way.mode} and the agreement for ${mode}`
            : null
  if (reason !== null) throw agreementError('agreement-way-unfit', { channel: way?.name ?? channel, reason })
}

/** Keeps what holds now as a version, and notes it. */
async function noted(act: Act, type: string, id: string, what: Record<string, unknown>): Promise<LaidAgreement> {
  const agreement = await laidOne(act, (await findAgreement(act.tx, id))!)
  const { sender, receiver, document_type, mode, channel, settings, version } = agreement
  const content = { channel, settings, from: isoOf(agreement.valid_from), until: isoOf(agreement.valid_until) }
  await keepVersion(act, { subject: id, version, content })
  await outdate(act, id)
  const data = { sender, receiver, type: document_type, mode, ...what }
  note(act, { type, subjectKind: 'agreement', subject: id, organizations: [sender, receiver], data })
  return agreement
}

async function laidOne(act: Act, row: AgreementRow): Promise<LaidAgreement> {
  const [found] = await laid(act.tx, [row], act.at)
  return found!
}
