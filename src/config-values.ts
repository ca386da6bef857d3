import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** How the text of a variable becomes a value. `read` throws a sentence that says what was expected. */
export interface ValueType<T> {
  name: string
  read(text: string): T
}

export const text: ValueType<string> = { name: 'text', read: (given) => given }

export const path: ValueType<string> = { name: 'path', read: (given) => resolve(given) }

export const flag: ValueType<boolean> = {
  name: 'yes or no',
  read(given) {
    if (/^(yes|true|on|1)$/i.test(given)) return true
    if (/^(no|false|off|0)$/i.test(given)) return false
    throw new Error('expected yes or no')
  },
}

export const port: ValueType<number> = {
  name: 'port',
  read(given) {
    const value = Number(given)
    if (!/^\d+$/.test(given) || value > 65_535) throw new Error('expected a port, 0 to 65535 (0: any free one)')
    return value
  },
}

export const count: ValueType<number> = {
  name: 'number',
  read(given) {
    if (!/^\d{1,15}$/.test(given) || Number(given) === 0) throw new Error('expected a whole number, 1 or more')
    return Number(given)
  },
}

const UNITS = { '': 1, B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 }

/** `65536`, `64 KB`, `5GB`: units of 1,024. */
export const bytes: ValueType<number> = {
  name: 'bytes',
  read(given) {
    const found = /^(\d{1,12})\s*(B|KB|MB|GB|TB)?$/i.exec(given)
    const value = found ? Number(found[1]) * UNITS[(found[2] ?? '').toUpperCase() as keyof typeof UNITS] : 0
    if (value === 0 || !Number.isSafeInteger(value)) throw new Error('expected a size such as 65536, 64 KB or 5 GB')
    return value
  },
}

/** 32 bytes for AES-256 in base64 (RFC 4648 §4 or §5). */
export const key: ValueType<Buffer> = {
  name: 'key',
  read(given) {
    const value = Buffer.from(given, 'base64')
    if (!/^[\w+/-]{43}=?$/.test(given) || value.length !== 32)
      throw new Error('expected 32 bytes in base64 (44 characters)')
    return value
  },
}

/** `10.1.0.0/16`, `fd12::/64`. */
export const network: ValueType<string> = {
  name: 'network',
  read(given) {
    const [address = '', bits = ''] = given.split('/')
    const width = { 4: 32, 6: 128 }[isIP(address)]
    if (width === undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > width)
      throw new Error('expected a network such as 10.1.0.0/16')
    return given
  },
}

export function url(...protocols: string[]): ValueType<string> {
  return {
    name: 'address',
    read(given) {
      const expected = `expected an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`
      if (!URL.canParse(given) || !protocols.includes(new URL(given).protocol)) throw new Error(expected)
      return given.replace(/\/$/, '')
    },
  }
}

export function choice<const T extends string>(...choices: T[]): ValueType<T> {
  return {
    name: choices.map((one) => `\`${one}\``).join(' or '),
    read(given) {
      if (!(choices as string[]).includes(given)) throw new Error(`expected ${choices.join(' or ')}`)
      return given as T
    },
  }
}

export function list<T>(of: ValueType<T>): ValueType<T[]> {
  return {
    name: `list of ${of.name}`,
    read(given) {
      const parts = given.split(',').map((part) => part.trim())
      return [...new Set(parts.filter((part) => part !== ''))].map((part) => of.read(part))
    },
  }
}
