import { hash } from 'node:crypto'
import type { RowWrite } from '../../platform/change.ts'
import type { Arrival } from './arrivals.ts'
import type { Exchange } from './exchange.ts'
import type { IdentityKey, KnownIdentity } from './identities.ts'
import type { Draft, Intake } from './intake.ts'
import { claimIdentity, renewIdentity } from './rows.ts'

/** The right to be the one original of a key between two: unique, so that of two at the same moment one comes second. */
export interface OriginalClaim extends IdentityKey {
  /** Names the document by where it came from: deciding again finds its own claim. */
  payload: Buffer
  /** Whose claim is older than the window. */
  former?: string
}

/**
 * Looks whether originals are the first of their business key inside the pair, and holds or declines those that are not, as
 * agreed. The look-ups of one moment are one statement, the one that asks for control numbers too.
 */
export async function weighOriginals(
  x: Exchange,
  { arrival, intake }: { arrival: Arrival; intake: Intake },
  drafts: readonly Draft[],
): Promise<void> {
  // What is refused or waits with its group is no original yet.
  const alone = ({ group }: Draft) => !intake.groups[group]?.rejected && !intake.groups[group]?.held
  const claims = drafts.map((draft) => (alone(draft) ? claimOf(draft, arrival) : undefined))
  const known = await Promise.all(claims.map((claim) => (claim ? x.identities.known(claim) : undefined)))
  intake.firsts ??= new Map()
  const here = intake.firsts
  for (const [at, draft] of drafts.entries()) {
    const claim = claims[at]
    if (!claim) continue
    const { duplicates } = draft.agreement!.settings
    const outside = (found: KnownIdentity) => found.at.getTime() < x.now() - duplicates.windowDays * 86_400_000
    const found = known[at]
    const other = found && !found.payload.equals(claim.payload) ? found : undefined
    const value = `${claim.scope} ${claim.value}`
    const stands = other && !outside(other) && !(await wentNowhere(x, other.subject))
    const first = stands ? other.subject : here.get(value)
    if (first !== undefined) {
      draft.status = duplicates.originals === 'refuse' ? 'declined' : 'held'
      const problem = { code: 'original-repeated', type: draft.type, key: draft.businessKey!.value, first }
      draft.problems = [...(draft.problems ?? []), problem]
      continue
    }
    // Of a large interchange what is older than this has its rows.
    if (here.size > HERE_MAX) here.delete(here.keys().next().value!)
    here.set(value, `${draft.position + 1} of this interchange`)
    if (!found) draft.claim = claim
    else if (other) draft.claim = { ...claim, former: other.subject }
  }
}

export function claimOriginal({ former, ...claim }: OriginalClaim, document: string): RowWrite {
  const row = { ...claim, subject: document }
  return former === undefined ? claimIdentity(row) : renewIdentity({ ...row, former })
}

function claimOf({ status, original, agreement, businessKey, type, position }: Draft, arrival: Arrival) {
  if (status !== 'recognised' || !original || !agreement || !businessKey) return undefined
  if (agreement.settings.duplicates.originals === 'pass') return undefined
  const { sender, receiver, mode } = agreement
  const claim: OriginalClaim = {
    kind: 'original',
    scope: `${sender}:${receiver}:${mode}:${type}:${businessKey.kind}`,
    value: businessKey.value,
    payload: hash('sha256', `${arrival.id} ${position}`, 'buffer'),
  }
  return claim
}

/** The receiver refused it, a person declined it, or a correction took its place: what comes under its key then is the corrected original. */
async function wentNowhere(x: Exchange, document: string): Promise<boolean> {
  const { rows } = await x.database.pool.query({
    name: 'original that went nowhere',
    text: `select from documents where id = $1 and status in ('declined', 'invalid', 'corrected')`,
    values: [document],
  })
  return rows.length > 0
}

const HERE_MAX = 50_000
