import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import ssh2 from 'ssh2'
import { Misconfigured } from '../errors.ts'
import { problem } from './problems.ts'

/** A private key in a form that ssh2 1.17 reads: it knows neither PKCS#8 nor encrypted PKCS#1 of newer kinds. */
export function readPrivateKey(text: string, passphrase?: string): { privateKey: string; passphrase?: string } {
  const trimmed = `${text.trim()}\n`
  const given = /-----BEGIN (RSA |EC |ENCRYPTED )?PRIVATE KEY-----/.test(trimmed)
    ? { privateKey: converted(trimmed, passphrase) }
    : { privateKey: trimmed, ...(passphrase === undefined ? {} : { passphrase }) }
  const parsed = ssh2.utils.parseKey(given.privateKey, given.passphrase)
  if (parsed instanceof Error) throw unreadable(parsed.message)
  return given
}

function converted(text: string, passphrase: string | undefined): string {
  let key: KeyObject
  try {
    key = createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) })
  } catch (error) {
    throw unreadable((error as Error).message)
  }
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ format: 'pem', type: 'pkcs1' }) as string
    case 'ec':
      return key.export({ format: 'pem', type: 'sec1' }) as string
    case 'ed25519':
      return openSshEd25519(key)
    default:
      throw unreadable(`keys of the type ${key.asymmetricKeyType} are not used with SSH`)
  }
}

/** The form that OpenSSH's PROTOCOL.key describes: Ed25519 has no older one. */
function openSshEd25519(key: KeyObject): string {
  const { x, d } = key.export({ format: 'jwk' })
  const [point, seed] = [Buffer.from(x!, 'base64url'), Buffer.from(d!, 'base64url')]
  const type = Buffer.from('ssh-ed25519')
  const publicKey = Buffer.concat([field(type), field(point)])
  const check = randomBytes(4)
  const inner = Buffer.concat([check, check, publicKey, field(Buffer.concat([seed, point])), field(Buffer.alloc(0))])
  const padding = Buffer.from(Array.from({ length: -inner.length & 7 }, (_, at) => at + 1))
  const none = field(Buffer.from('none'))
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    none,
    none,
    field(Buffer.alloc(0)),
    Buffer.from([0, 0, 0, 1]),
    field(publicKey),
    field(Buffer.concat([inner, padding])),
  ])
  const lines = body.toString('base64').match(/.{1,70}/g)!
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n')
}

function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function unreadable(reason: string): Misconfigured {
  return problem(Misconfigured, 'sftp-key-unreadable', { reason })
}
