import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { notInstalled } from '../../../test/peers/daemon.ts'
import type { Item } from '../define.ts'
import { Disconnected, Misconfigured, Rejected, TryLater } from '../errors.ts'
import { s3 } from './connector.ts'
import { dropSettings, pickUpSettings } from './settings.ts'

// What no store at hand can be brought to say is said by a server of our own.
const never = new AbortController().signal
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function answering(listener: RequestListener, keys?: { key: string; cert: string }): Promise<string> {
  const server = keys ? createSecureServer(keys, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `${keys ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}`
}

const fieldsOf = (endpoint: string, more: Record<string, unknown> = {}) =>
  s3.connection.parse({ endpoint, bucket: 'grid', accessKeyId: 'a', secretAccessKey: 'b', ...more })

async function list(endpoint: string): Promise<Item[]> {
  const session = await s3.open(fieldsOf(endpoint), never)
  stops.push(() => void s3.close(session))
  return Array.fromAsync(s3.pickUp!.list(session, pickUpSettings.parse({}), never))
}

const errorOf = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>said so</Message></Error>`
const EMPTY = '<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'

test.each([
  [503, 'SlowDown', TryLater, 's3-busy'],
  [500, 'InternalError', TryLater, 's3-busy'],
  [429, 'TooManyRequests', TryLater, 's3-busy'],
  [409, 'ConditionalRequestConflict', TryLater, 's3-busy'],
  [507, 'InsufficientStorage', TryLater, 's3-full'],
  [403, 'QuotaExceeded', TryLater, 's3-full'],
  [400, 'BadDigest', TryLater, 's3-damaged'],
  [400, 'XAmzContentSHA256Mismatch', TryLater, 's3-damaged'],
  [403, 'AccessDenied', Misconfigured, 's3-permission-denied'],
  [403, 'SignatureDoesNotMatch', Misconfigured, 's3-sign-in-refused'],
  [400, 'ExpiredToken', Misconfigured, 's3-sign-in-refused'],
  [403, 'RequestTimeTooSkewed', Misconfigured, 's3-clock-differs'],
  [404, 'NoSuchBucket', Misconfigured, 's3-bucket-missing'],
  [400, 'AuthorizationHeaderMalformed', Misconfigured, 's3-region-wrong'],
  [501, 'NotImplemented', Misconfigured, 's3-not-implemented'],
  [403, 'InvalidObjectState', Rejected, 's3-object-cold'],
  [400, 'InvalidArgument', Rejected, 's3-refused'],
])('%i %s', async (status, code, Class, expected) => {
  const endpoint = await answering((_, response) => void response.writeHead(status).end(errorOf(code)))
  const error = await list(endpoint).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(Class)
  expect(error).toMatchObject({ code: expected, parameters: { status } })
  expect(error.message).not.toContain('undefined')
})

test.each([301, 302, 307, 308])('a redirect is not followed (%i)', async (status) => {
  let asked = 0
  const elsewhere = await answering((_, response) => {
    asked++
    response.end(EMPTY)
  })
  const endpoint = await answering((request, response) => {
    response.writeHead(status, { location: `${elsewhere}${request.url}` }).end(errorOf('PermanentRedirect'))
  })
  await expect(list(endpoint)).rejects.toMatchObject({ code: 's3-region-wrong' })
  expect(asked).toBe(0)
})

test('what is no S3 is never an empty bucket', async () => {
  const page = await answering((_, response) => void response.end('<html><body>Welcome</body></html>'))
  await expect(list(page)).rejects.toMatchObject({ code: 's3-not-s3' })
  const probes = await Array.fromAsync(s3.check(fieldsOf(page), never))
  expect(probes.at(-1)!.problem).toMatchObject({ code: 's3-not-s3' })
  const nothing = await answering((_, response) => void response.end())
  await expect(list(nothing)).rejects.toMatchObject({ code: 's3-not-s3' })
  const broken = await answering((request) => void request.socket.destroy())
  await expect(list(broken)).rejects.toThrow(Disconnected)
  const endless = await answering(
    (_, response) => void response.end('<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>'),
  )
  await expect(list(endless)).rejects.toMatchObject({ code: 's3-list-broken' })
})

test('a store that overwrites in silence is found out, and then looked at before each put', async () => {
  const objects = new Map<string, string>()
  const endpoint = await answering((request, response) => {
    const [path = '', query = ''] = request.url!.split('?')
    if (request.method === 'PUT' && !/tagging/.test(query)) {
      request.resume().on('end', () => {
        objects.set(path, String(request.headers['x-amz-meta-sha256']))
        response.writeHead(200, { etag: '"e"' }).end()
      })
    } else if (request.method === 'HEAD') {
      const sha256 = objects.get(path)
      response
        .writeHead(sha256 ? 200 : 404, { 'content-length': 1, etag: '"e"', 'x-amz-meta-sha256': sha256 ?? '' })
        .end()
    } else if (request.method === 'GET' && path === '/grid/') response.end(EMPTY)
    else if (request.method === 'GET') response.end('entrepot')
    else response.writeHead(request.method === 'DELETE' ? 204 : 501).end()
  })
  const probes = await Array.fromAsync(s3.check(fieldsOf(endpoint), never))
  expect(probes.at(-1)).toMatchObject({ layer: 'permission', found: { conditionalWrites: 'no', checksums: 'no' } })
  const session = await s3.open(fieldsOf(endpoint), never)
  stops.push(() => void s3.close(session))
  const dropOf = (text: string) => ({
    key: text,
    name: 'a.edi',
    contentType: 'text/plain',
    sizeBytes: 1,
    sha256: createHash('sha256').update(text).digest(),
    bytes: async () => Buffer.from(text),
  })
  const run = (text: string) =>
    s3.drop!.run(session, { drop: dropOf(text), settings: dropSettings.parse({}), signal: never })
  expect(await run('1')).toMatchObject({ repeated: 0 })
  expect(await run('1')).toMatchObject({ repeated: 1 })
  await expect(run('2')).rejects.toMatchObject({ code: 's3-key-taken' })
})

test('a certificate of an own authority is trusted where the connection says so', async (context) => {
  if (notInstalled(['openssl']).length > 0) return context.skip('openssl is not installed')
  const folder = mkdtempSync(join(tmpdir(), 's3-tls-'))
  stops.push(() => rmSync(folder, { recursive: true }))
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  execFileSync('openssl', ['req', '-x509', ...kind, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const keys = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  const endpoint = await answering(
    (_, response) => void response.writeHead(403).end(errorOf('InvalidAccessKeyId')),
    keys,
  )
  const check = (more = {}) => Array.fromAsync(s3.check(fieldsOf(endpoint, more), never))
  const refused = await check()
  expect(refused.map(({ layer }) => layer)).toEqual(['name', 'network', 'tls'])
  expect(refused.at(-1)!.problem).toMatchObject({ code: 's3-tls-failed' })
  const trusted = await check({ certificate: keys.cert })
  expect(trusted.map(({ layer }) => layer)).toEqual(['name', 'network', 'tls', 'sign-in'])
  expect(trusted.at(-1)!.problem).toMatchObject({ code: 's3-sign-in-refused' })
})
