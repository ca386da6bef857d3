import { perform } from '../../platform/act.ts'
import { systemActor } from '../../platform/actor.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { noteCredential } from './verbs.ts'

/** Remembers to the minute when it was used last: machines come every few seconds. Where it cannot, nobody is kept out for it. */
export async function used({ database }: Exchange, id: string): Promise<void> {
  const text = `update sftp_credentials set last_used_at = now()
    where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`
  await database.pool.query({ name: 'sftp credential used', text, values: [id] }).catch(() => {})
}

/** A program that comes every minute with a key that has expired is recorded once a day. */
export async function cameLate(x: Exchange, id: string): Promise<void> {
  await perform(x, systemActor, async (act) => {
    const found = await act.tx
      .updateTable('sftp_credentials')
      .set({ refused_at: act.at })
      .where('id', '=', id)
      .where((is) => is.or([is('refused_at', 'is', null), is('refused_at', '<', new Date(act.at.getTime() - DAY_MS))]))
      .returning(['id', 'organization', 'kind'])
      .executeTakeFirst()
    if (found) noteCredential(act, 'sftp-credential.refused', { ...found, reason: 'expired' })
  })
}

const DAY_MS = 86_400_000
