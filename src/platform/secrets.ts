import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { declareErrors } from './errors.ts'
import { newId } from './ids.ts'
import type { Tables } from './tables.ts'

export const secretError = declareErrors({
  'secret-key-missing': {
    status: 500,
    message: 'The secret "{name}" was sealed with a key that is not configured.',
    advice: 'Add the former key to ENTREPOT_SECRET_KEYS_OLD.',
  },
  'secret-damaged': {
    status: 500,
    message: 'The secret "{name}" is not what was sealed under this name.',
    advice: 'Enter it anew, or restore the table of secrets from a backup.',
  },
})

/** Something that no log, answer or error message may show. Whoever needs it says so. */
export class Secret {
  readonly #plain: string

  constructor(plain: string) {
    this.#plain = plain
  }

  reveal(): string {
    return this.#plain
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}

const MAGIC = Buffer.from([0x45, 0x53, 1, 0]) // 'ES', format 1: AES-256-GCM
const KEY_ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = MAGIC.length + KEY_ID_BYTES + NONCE_BYTES

/**
 * Secrets at rest: AES-256-GCM, bound to their name, so that one cannot be put in another's place. The header names the key,
 * so that keys can be changed while old ones still open what they sealed.
 */
export class Secrets {
  readonly #keys = new Map<string, Buffer>()
  readonly #current: string

  constructor(keys: { current: Buffer; old: Buffer[] }) {
    for (const key of [...keys.old, keys.current]) this.#keys.set(idOf(key).toString('hex'), sealingKey(key))
    this.#current = idOf(keys.current).toString('hex')
  }

  seal(name: string, plain: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES)
    const head = Buffer.concat([MAGIC, Buffer.from(this.#current, 'hex'), nonce])
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(this.#current)!, nonce)
    cipher.setAAD(Buffer.concat([head, Buffer.from(name)]))
    return Buffer.concat([head, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }

  open(name: string, sealed: Buffer): string {
    if (sealed.length < HEAD_BYTES + TAG_BYTES || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) {
      throw secretError('secret-damaged', { name })
    }
    const head = sealed.subarray(0, HEAD_BYTES)
    const key = this.#keys.get(keyOf(sealed))
    if (!key) throw secretError('secret-key-missing', { name })
    const nonce = head.subarray(MAGIC.length + KEY_ID_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.concat([head, Buffer.from(name)]))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const plain = decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES))
    try {
      decipher.final()
    } catch {
      throw secretError('secret-damaged', { name })
    }
    return plain.toString('utf8')
  }

  /** Stores a secret under its name, in the place of what was there. */
  async put(tx: Kysely<Tables>, name: string, plain: string): Promise<void> {
    const sealed = this.seal(name, plain)
    await tx
      .insertInto('secrets')
      .values({ id: newId(), name, sealed })
      .onConflict((on) => on.column('name').doUpdateSet({ sealed, changed_at: new Date() }))
      .execute()
  }

  async of(tx: Kysely<Tables>, name: string): Promise<Secret | undefined> {
    const row = await tx.selectFrom('secrets').select('sealed').where('name', '=', name).executeTakeFirst()
    return row && new Secret(this.open(name, row.sealed))
  }

  /** Stores a secret under its name unless there is one; returns what is stored. Two processes that start at once agree. */
  async keepOnce(pool: Pool, name: string, make: () => string | Promise<string>): Promise<string> {
    const find = async () => (await pool.query('select sealed from secrets where name = $1', [name])).rows[0]?.sealed
    const known = await find()
    if (known) return this.open(name, known)
    await pool.query('insert into secrets (id, name, sealed) values ($1, $2, $3) on conflict (name) do nothing', [
      newId(),
      name,
      this.seal(name, await make()),
    ])
    return this.open(name, await find())
  }

  /** Seals every secret with the current key. Returns how many were sealed with another one. */
  async rotate(pool: Pool): Promise<number> {
    const { rows } = await pool.query('select id, name, sealed from secrets')
    let changed = 0
    for (const { id, name, sealed } of rows) {
      if (keyOf(sealed) === this.#current) continue
      // A secret that was changed meanwhile is left: whoever changed it sealed it with a current key.
      const { rowCount } = await pool.query('update secrets set sealed = $3 where id = $1 and sealed = $2', [
        id,
        sealed,
        this.seal(name, this.open(name, sealed)),
      ])
      changed += rowCount ?? 0
    }
    return changed
  }
}

function keyOf(sealed: Buffer): string {
  return sealed.subarray(MAGIC.length, MAGIC.length + KEY_ID_BYTES).toString('hex')
}

function idOf(key: Buffer): Buffer {
  return createHash('sha256').update('entrepot key id').update(key).digest().subarray(0, KEY_ID_BYTES)
}

/** One key of the grid serves for secrets and payloads; what is used is derived from it, so that neither can weaken the other. */
function sealingKey(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'entrepot secrets', 32))
}
