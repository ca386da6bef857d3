import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Doorkeeper } from '../../sftp/home.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { OrganizationHome } from './home.ts'
import { cameLate, used } from './using.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
const COST = { N: 32_768, r: 8, p: 1 }

/** Lets organizations into their homes: the user name is the organization's slug, keys and passwords are rows. */
export function doorkeeper(x: Exchange): Doorkeeper {
  const credentials = async (slug: string, kind: 'key' | 'password') => {
    const { rows } = await x.database.pool.query({
      name: 'sftp credentials',
      text: `select c.id, c.public_key, c.password_hash, c.expires_at from sftp_credentials c join organizations o on o.id = c.organization
        where o.slug = $1 and o.status = 'active' and c.kind = $2 and c.revoked_at is null`,
      values: [slug, kind],
    })
    return rows
  }
  return {
    keysOf: async (username) =>
      (await credentials(username, 'key')).map(({ id, public_key: line, expires_at: expiresAt }) => ({
        ...{ id, line, expiresAt },
      })),
    keyShown: ({ id }, came) => (came === 'in' ? used(x, id) : cameLate(x, id)),
    async passwordFits(username, password) {
      const rows: { id?: string; password_hash: string }[] = await credentials(username, 'password')
      let fitting: string | undefined
      for (const { id, password_hash } of rows.length > 0 ? rows : [{ password_hash: NOBODY }]) {
        if ((await passwordMatches(password, password_hash)) && id) fitting = id
      }
      if (fitting) await used(x, fitting)
      return fitting !== undefined
    },
    async homeOf(username) {
      const organization = x.directory.organizationBySlug(username)
      if (!organization) throw new Error(`no organization ${username}`)
      return new OrganizationHome(x, organization.id)
    },
  }
}

/** `scrypt$N$r$p$salt$hash`: a later cost does not shut out those who were hashed with this one. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, 32, { ...COST, maxmem: 67_108_864 })
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$')
}

async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt, hash] = stored.split('$')
  const wanted = Buffer.from(hash!, 'base64')
  const found = await derive(password, Buffer.from(salt!, 'base64'), wanted.length, {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    maxmem: 67_108_864,
  })
  return timingSafeEqual(wanted, found)
}

/** What an unknown user's password is compared with, so that it takes as long. */
const NOBODY = await hashPassword(randomBytes(16).toString('hex'))
