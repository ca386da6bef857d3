import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { identifierForm } from '../organizations/identifier-form.ts'
import { introduce } from '../organizations/verbs/introducing.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { findInterchange } from './queries.ts'

export interface Introducing {
  /** Which side of the envelope; left out: the one that was found to be unknown. */
  party?: 'sender' | 'receiver' | undefined
  slug?: string | undefined
  name?: string | undefined
}

/** Makes the unknown partner of an interchange that was set aside an organization, to be confirmed by a person. */
export async function introducePartner(x: Exchange, actor: Actor, id: string, given: Introducing) {
  const found = await findInterchange(x.database.pool, null, id)
  if (!found) throw exchangeError('interchange-unknown', { id })
  const party = given.party ?? UNKNOWN[found.problems?.[0]?.code]
  const { envelope } = found
  if (!envelope || !party || found.status !== 'quarantined') {
    throw exchangeError('interchange-names-nobody', { id, status: found.status })
  }
  const mode = envelope.usage === 'P' ? 'production' : 'test'
  const isX12 = found.standard === 'x12'
  const scheme = envelope[`${party}Scheme`] ?? (isX12 ? 'x12-isa' : 'edifact-unb')
  const isa = { scheme, qualifier: envelope[`${party}Qualifier`], value: envelope[`${party}Id`], mode }
  const gs = { scheme: 'x12-gs', value: envelope[party === 'sender' ? 'gsSender' : 'gsReceiver'] ?? '', mode }
  const main = identifierForm.safeParse(isa)
  if (!main.success) throw exchangeError('interchange-names-nobody', { id, status: found.status })
  // A group of EDIFACT says nothing that would be unique, and XML has none.
  const more = isX12 ? identifierForm.safeParse(gs) : null
  const called = [main.data, ...(more?.success ? [more.data] : [])] as const
  const { slug, name } = given
  return perform(x, actor, (act) => introduce(act, { called: [...called], interchange: id, slug, name }))
}

const UNKNOWN: Record<string, 'sender' | 'receiver' | undefined> = {
  'receiver-unknown': 'receiver',
  'sender-not-yours': 'sender',
}

/** What was set aside and names this organization in its envelope, the oldest first. */
export async function waitingFor(x: Exchange, organization: string): Promise<string[]> {
  const { rows } = await x.database.pool.query(
    `select distinct i.id from work_items w join interchanges i on i.id = w.subject
      cross join lateral (select case i.standard when 'edifact' then 'edifact-unb' else 'x12-isa' end as scheme) s
      join identifiers d on d.organization = $1 and (d.scheme, d.qualifier, d.value) in (
        (coalesce(i.envelope->>'senderScheme', s.scheme), i.envelope->>'senderQualifier', i.envelope->>'senderId'),
        (coalesce(i.envelope->>'receiverScheme', s.scheme), i.envelope->>'receiverQualifier', i.envelope->>'receiverId'))
      where w.closed_at is null and w.kind = 'quarantine' and w.subject_kind = 'interchange' and i.status = 'quarantined' order by i.id limit 1000`,
    [organization],
  )
  return rows.map(({ id }) => id)
}
