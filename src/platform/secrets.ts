import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { declareErrors } from './errors.ts'
import { newId } from './ids.ts'

const secretError = declareErrors({
  'secret-key-missing': {
    status: 500,
    message: 'The secret "{name}" was sealed with a key that is not configured.',
    advice: 'Add the former key to ENTREPOT_SECRET_KEYS_OLD.',
  },
})

const MAGIC = Buffer.from([0x45, 0x53, 1, 0]) // 'ES', format 1: AES-256-GCM
const KEY_ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Secrets at rest: AES-256-GCM, bound to their name, so that one cannot be put in another's place. The header names the key,
 * so that keys can be changed while old ones still open what they sealed.
 */
export class Secrets {
  readonly #keys = new Map<string, Buffer>()
  readonly #current: Buffer

  constructor(keys: { current: Buffer; old: Buffer[] }) {
    this.#current = keys.current
    for (const key of [...keys.old, keys.current]) this.#keys.set(keyId(key).toString('hex'), key)
  }

  seal(name: string, plain: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES)
    const head = Buffer.concat([MAGIC, keyId(this.#current), nonce])
    const cipher = createCipheriv('aes-256-gcm', this.#current, nonce)
    cipher.setAAD(Buffer.concat([head, Buffer.from(name)]))
    return Buffer.concat([head, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }

  open(name: string, sealed: Buffer): string {
    const headBytes = MAGIC.length + KEY_ID_BYTES + NONCE_BYTES
    const head = sealed.subarray(0, headBytes)
    const key = this.#keys.get(head.subarray(MAGIC.length, MAGIC.length + KEY_ID_BYTES).toString('hex'))
    if (!key) {
      throw secretError('secret-key-missing', { name })
    }
    const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(MAGIC.length + KEY_ID_BYTES))
    decipher.setAAD(Buffer.concat([head, Buffer.from(name)]))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(headBytes, -TAG_BYTES)), decipher.final()]).toString('utf8')
  }

  /** Stores a secret under its name unless there is one; returns what is stored. Two processes that start at once agree. */
  async keepOnce(pool: Pool, name: string, make: () => string | Promise<string>): Promise<string> {
    const known = await this.of(pool, name)
    if (known !== undefined) return known
    await pool.query('insert into secrets (id, name, sealed) values ($1, $2, $3) on conflict (name) do nothing', [
      newId(),
      name,
      this.seal(name, await make()),
    ])
    return (await this.of(pool, name))!
  }

  async of(pool: Pool, name: string): Promise<string | undefined> {
    const { rows } = await pool.query('select sealed from secrets where name = $1', [name])
    return rows.length > 0 ? this.open(name, rows[0].sealed) : undefined
  }

  /** Seals every secret with the current key. Returns how many were sealed with another one. */
  async rotate(pool: Pool): Promise<number> {
    const { rows } = await pool.query('select id, name, sealed from secrets')
    const current = keyId(this.#current)
    let changed = 0
    for (const { id, name, sealed } of rows) {
      if (sealed.subarray(MAGIC.length, MAGIC.length + KEY_ID_BYTES).equals(current)) continue
      const again = this.seal(name, this.open(name, sealed))
      const { rowCount } = await pool.query(
        'update secrets set sealed = $3, changed_at = now() where id = $1 and sealed = $2',
        [id, sealed, again],
      )
      changed += rowCount ?? 0
    }
    return changed
  }
}

function keyId(key: Buffer): Buffer {
  return createHash('sha256').update('entrepot key id').update(key).digest().subarray(0, KEY_ID_BYTES)
}
