import { type Kysely, sql } from 'kysely'
import type { Grid } from '../../grid.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import type { NewEvent } from '../../platform/change.ts'
import { recordEvents } from '../../platform/events.ts'
import type { Alongside } from '../../platform/http/idempotency.ts'
import type { Tables } from '../../platform/tables.ts'
import { accessError } from './errors.ts'
import { keyHash, newKey } from './key.ts'
import { mayHoldEverything, mayManageKeysOf, scopesBeyond } from './policy.ts'
import { type ApiKey, lockApiKey } from './queries.ts'

type Parts = Pick<Grid, 'database' | 'newId' | 'now'>

export interface NewApiKey {
  name: string
  /** Null: the grid itself. */
  organization: string | null
  scopes: string[]
  expiresAt?: Date | null
}

/** The key itself is here and nowhere else: the database has its hash. */
export interface MadeApiKey {
  apiKey: ApiKey
  secret: string
}

/** Makes a key; no stronger than who makes it. */
export async function createApiKey(grid: Parts, actor: Actor, asked: NewApiKey): Promise<MadeApiKey> {
  authorize(actor, asked)
  if (asked.expiresAt && asked.expiresAt.getTime() <= grid.now()) {
    throw accessError('api-key-expiry-past', { expiresAt: asked.expiresAt.toISOString() })
  }
  return grid.database.transaction(async (tx) => {
    await expectOrganization(tx, asked.organization)
    const made = await insertKey(tx, grid, { ...asked, by: actor, hides: actor.hides ?? [] })
    await record(tx, actor, made.apiKey, { type: 'api-key.created', data: { name: asked.name, scopes: asked.scopes } })
    return made
  })
}

/** Ends a key now, on every node. Revoking a revoked key changes nothing. */
export async function revokeApiKey(
  grid: Parts,
  actor: Actor,
  id: string,
  alongside?: Alongside<ApiKey>,
): Promise<ApiKey> {
  return grid.database.transaction(async (tx) => {
    const found = await expectKey(tx, actor, id)
    if (found.revoked_at !== null) {
      await alongside?.(tx, found)
      return found
    }
    const revoked = { ...found, revoked_at: new Date(grid.now()) }
    await tx.updateTable('api_keys').set({ revoked_at: revoked.revoked_at }).where('id', '=', id).execute()
    await alongside?.(tx, revoked)
    await record(tx, actor, revoked, { type: 'api-key.revoked', data: { name: found.name } })
    return revoked
  })
}

/** Makes a successor with the same rights; the old key works on for the overlap, so that its users can change over. */
export async function rotateApiKey(
  grid: Parts,
  actor: Actor,
  id: string,
  { overlapMinutes }: { overlapMinutes: number },
): Promise<MadeApiKey> {
  return grid.database.transaction(async (tx) => {
    const old = await expectKey(tx, actor, id)
    const now = grid.now()
    if (old.revoked_at !== null || (old.expires_at !== null && old.expires_at.getTime() <= now)) {
      throw accessError('api-key-ended', { id })
    }
    authorize(actor, old)
    const end = new Date(Math.min(now + overlapMinutes * 60_000, old.expires_at?.getTime() ?? Number.POSITIVE_INFINITY))
    await tx.updateTable('api_keys').set({ expires_at: end }).where('id', '=', id).execute()
    const hides = [...old.hides, ...(actor.hides ?? [])]
    const made = await insertKey(tx, grid, { ...old, by: actor, hides, expiresAt: null })
    const data = { name: old.name, successor: made.apiKey.id, oldEndsAt: end.toISOString() }
    await record(tx, actor, old, { type: 'api-key.rotated', data })
    return made
  })
}

function authorize(
  actor: Actor,
  { organization, scopes }: { organization: string | null; scopes: readonly string[] },
): void {
  if (!mayManageKeysOf(actor, organization)) throw accessError('api-key-elsewhere')
  if (scopes.includes('*') && !mayHoldEverything(organization)) throw accessError('api-key-elsewhere')
  const beyond = scopesBeyond(actor, scopes)
  if (beyond.length > 0) throw accessError('api-key-too-strong', { scopes: beyond.join(', ') })
}

/** A key that the actor may not see does not exist for it. */
async function expectKey(tx: Kysely<Tables>, actor: Actor, id: string): Promise<ApiKey> {
  const found = await lockApiKey(tx, id)
  if (found === undefined || !mayManageKeysOf(actor, found.organization)) throw accessError('api-key-unknown', { id })
  return found
}

async function expectOrganization(tx: Kysely<Tables>, organization: string | null): Promise<void> {
  if (organization === null) return
  const found = await tx.selectFrom('organizations').select('id').where('id', '=', organization).executeTakeFirst()
  if (found === undefined) throw accessError('api-key-organization-unknown', { organization })
}

/** What is hidden from who makes a key is hidden from the key. */
async function insertKey(
  tx: Kysely<Tables>,
  grid: Parts,
  asked: NewApiKey & { by: Actor; hides: readonly string[] },
): Promise<MadeApiKey> {
  const secret = newKey()
  const apiKey = {
    id: grid.newId(),
    organization: asked.organization,
    name: asked.name,
    scopes: [...new Set(asked.scopes)],
    hides: [...new Set(asked.hides)],
    created_at: new Date(grid.now()),
    expires_at: asked.expiresAt ?? null,
    revoked_at: null,
  }
  await tx
    .insertInto('api_keys')
    .values({ ...apiKey, hash: keyHash(secret), made_by: actorName(asked.by) })
    .execute()
  return { apiKey, secret }
}

/** Also tells every node to forget what it knows about keys. */
async function record(
  tx: Kysely<Tables>,
  actor: Actor,
  key: ApiKey,
  event: Pick<NewEvent, 'type' | 'data'>,
): Promise<void> {
  await sql`select pg_notify('access', '')`.execute(tx)
  const organizations = key.organization === null ? [] : [key.organization]
  await recordEvents(tx, [
    { ...event, subjectKind: 'api-key', subject: key.id, organizations, actor: actorName(actor) },
  ])
}
