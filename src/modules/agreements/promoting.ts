import type { Act } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { hasEnded } from '../../platform/span.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import type { Proposed } from '../proposals/verbs.ts'
import type { LaidAgreement } from './below.ts'
import { agreementError } from './errors.ts'
import { agreementsOn, findAgreement } from './queries.ts'
import { changeAgreement, makeAgreement } from './verbs.ts'

/**
 * What was tried in test holds in production from now on: made there, or changed where these two have agreed on it before. By the
 * way out that is named; whoever asks names both versions that they have compared.
 */
export async function promoteAgreement(
  act: Act,
  id: string,
  { channel, over }: { channel: string; over: number | null },
  version: number,
): Promise<LaidAgreement | Proposed> {
  await takeTurn(act)
  const found = await findAgreement(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'agreement', id })
  if (version !== found.version) throw versionMismatch(found.version, version)
  if (found.mode !== 'test') throw agreementError('agreement-not-test', { id, mode: found.mode })
  if (hasEnded(found, act.at)) {
    throw agreementError('agreement-ended', { id, until: found.valid_until.toISOString() })
  }
  const { sender, receiver, document_type: type, settings } = found
  const there = await agreementsOn(act.tx, { sender, receiver, type, mode: 'production' })
  const current = there.find((one) => !hasEnded(one, act.at))
  if ((current?.version ?? null) !== over) throw versionMismatch(current?.version ?? 0, over ?? 0)
  if (current) return changeAgreement(act, current.id, { channel, settings }, current.version)
  return makeAgreement(act, { sender, receiver, type, mode: 'production', channel, settings, from: null, until: null })
}
