import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { addSftpKey, setSftpPassword } from './verbs.ts'

const run = promisify(execFile)
let grid: TestGrid
let folder: string
let control = 100

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entrepot-sftp-'))
  grid = await startTestGrid({ network: network() })
  for (const slug of ['acme', 'bolt']) {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', join(folder, slug)])
    const organization = grid.app.exchange.directory.organizationBySlug(slug)!.id
    await addSftpKey(grid.app.grid, systemActor, {
      organization,
      line: await readFile(join(folder, `${slug}.pub`), 'utf8'),
    })
  }
})
afterAll(async () => {
  await grid.close()
  await rm(folder, { recursive: true, force: true })
})

const options = (slug: string, more: string[] = [], key = slug) => [
  ...(more.length > 0 ? [] : ['-q']),
  '-b',
  '-',
  '-P',
  String(grid.app.sftp!.port),
  '-i',
  join(folder, key),
  '-oStrictHostKeyChecking=no',
  '-oUserKnownHostsFile=/dev/null',
  '-oIdentitiesOnly=yes',
  '-oBatchMode=yes',
  ...more,
  `${slug}@127.0.0.1`,
]

/** OpenSSH's own client, in batch mode; a line that begins with "-" may fail. */
function sftp(
  slug: string,
  commands: string[],
  more: string[] = [],
  key = slug,
): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = spawn('sftp', options(slug, more, key), { cwd: folder })
    let out = ''
    child.stdout.on('data', (data) => (out += data))
    child.stderr.on('data', (data) => (out += data))
    child.on('close', (code) => resolve({ code: code ?? 1, out }))
    child.stdin.on('error', () => {}) // it may have given up before it read them
    child.stdin.end(`${commands.join('\n')}\n`)
  })
}
const file = async (name: string, content: string | Buffer) => writeFile(join(folder, name), content)
const received = (name: string) => grid.query('select * from interchanges where name = $1', [name])

test('the keys of an organization are listed to it by their fingerprints, and to no other', async () => {
  const { stdout } = await run('ssh-keygen', ['-lf', join(folder, 'acme.pub')])
  const ask = async (slug: string) => {
    const headers = { authorization: `Bearer ${await grid.keyOf(slug, ['partners:read'])}` }
    return fetch(`${grid.url}/api/v1/organizations/acme/sftp-keys`, { headers })
  }
  const { items } = (await (await ask('acme')).json()) as { items: object[] }
  expect(items).toMatchObject([{ label: 'test', fingerprint: stdout.split(' ')[1], revokedAt: null }])
  expect((await ask('bolt')).status).toBe(404)
})

test('a key is added over the API with an end; after it the door stays shut, says why, and the audit has it once', async () => {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'late', '-f', join(folder, 'late')])
  const bearer = `Bearer ${await grid.keyOf('acme', ['access:write', 'partners:read'])}`
  const ask = async (method: string, path: string, body: object = {}) => {
    const headers = { authorization: bearer, 'content-type': 'application/json' }
    const sent = method === 'GET' ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${grid.url}/api/v1/${path}`, { method, headers, ...sent })
    return { status: answer.status, body: (await answer.json()) as Record<string, never> }
  }
  const publicKey = await readFile(join(folder, 'late.pub'), 'utf8')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const made = await ask('POST', 'organizations/acme/sftp-keys', { publicKey, expiresAt: tomorrow })
  expect(made).toMatchObject({ status: 201, body: { label: 'late', expiresAt: tomorrow, lastUsedAt: null } })
  const { id } = made.body
  const only = (name: string) => sftp('acme', ['ls'], ['-oLogLevel=INFO'], name)
  expect((await only('late')).code).toBe(0)
  const listed = async () => {
    const { items } = (await ask('GET', 'organizations/acme/sftp-keys')).body as unknown as { items: { id: string }[] }
    return items.find((one) => one.id === id)
  }
  expect(await listed()).toMatchObject({ lastUsedAt: expect.any(String), refusedAt: null })
  await grid.query(`update sftp_credentials set expires_at = now() - interval '1 second' where id = $1`, [id])
  for (let times = 0; times < 2; times++) {
    expect(await only('late')).toMatchObject({ code: 255, out: expect.stringContaining('This key has expired.') })
  }
  expect(await listed()).toMatchObject({ refusedAt: expect.any(String) })
  const events = `select data from events where type = 'sftp-credential.refused'`
  expect(await grid.query(events)).toMatchObject([{ data: { credential: id, reason: 'expired' } }])
  expect((await ask('PUT', `sftp-keys/${id}/expiry`, { expiresAt: '2020-01-01T00:00:00Z' })).body).toMatchObject({
    code: 'sftp-key-expiry-past',
  })
  expect((await ask('PUT', `sftp-keys/${id}/expiry`, { expiresAt: null })).status).toBe(200)
  expect((await only('late')).code).toBe(0)
  expect((await ask('PUT', `sftp-keys/${id}/revocation`)).body).toMatchObject({ revokedAt: expect.any(String) })
  expect(await only('late')).toMatchObject({ code: 255, out: expect.not.stringContaining('expired') })
  expect((await ask('PUT', `sftp-keys/${id}/expiry`, { expiresAt: null })).body).toMatchObject({
    code: 'sftp-key-revoked',
  })
})

test('what is no public key is not added: no private half, no nonsense', async () => {
  const headers = {
    authorization: `Bearer ${await grid.keyOf('acme', ['access:write'])}`,
    'content-type': 'application/json',
  }
  for (const publicKey of [await readFile(join(folder, 'acme'), 'utf8'), 'ssh-ed25519 AAAA', 'nonsense']) {
    const options = { method: 'POST', headers, body: JSON.stringify({ publicKey }) }
    const answer = await fetch(`${grid.url}/api/v1/organizations/acme/sftp-keys`, options)
    expect(((await answer.json()) as { code: string }).code).toBe('sftp-key-invalid')
  }
})

test('an order by put, its 997 and the order by get, the 997 back: completed', async () => {
  await file('order.edi', order({ control: ++control, po: 'SFTP1' }))
  expect(await sftp('acme', ['put order.edi inbox/', 'ls -l inbox'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/order\.edi/),
  })
  await grid.until('outbox', async () => (await sftp('acme', ['ls -1 outbox'])).out.includes('997-bolt-test-'))
  const [path] = /outbox\/850-acme-test-\S+/.exec((await sftp('bolt', ['ls -1 outbox'])).out)!
  const name = path.slice('outbox/'.length)
  // A client removes what it has fetched; that it is collected by then is no reason to fail it.
  expect(await sftp('bolt', [`get ${path} .`, `rm ${path}`])).toMatchObject({ code: 0 })
  const text = await readFile(join(folder, name), 'latin1')
  expect(text).toContain('BEG*00*SA*SFTP1')
  expect((await grid.query('select status, collected_at from deliveries where name = $1', [name]))[0]).toMatchObject({
    status: 'collected',
    collected_at: expect.any(Date),
  })
  expect((await sftp('bolt', ['ls -1 outbox'])).out).not.toContain('850')
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(text)![1])
  await file('answer.edi', acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 1, group }))
  expect((await sftp('bolt', ['put answer.edi inbox/'])).code).toBe(0)
  await grid.until(
    'completed',
    async () =>
      (await grid.query(`select 1 from documents where business_key = 'SFTP1' and status = 'completed'`)).length === 1,
  )
})

test('a file under a temporary name is not taken until it is renamed', async () => {
  await file('later.edi', order({ control: ++control, po: 'STAGED' }))
  expect((await sftp('acme', ['put later.edi inbox/later.edi.part', 'ls inbox'])).out).toContain('later.edi.part')
  expect(await received('later.edi.part')).toEqual([])
  expect((await sftp('acme', ['rename inbox/later.edi.part inbox/later.edi'])).code).toBe(0)
  expect(await received('later.edi')).toHaveLength(1)
  expect((await sftp('acme', ['ls -1 inbox'])).out).not.toContain('later')
})

test('put -p, a rekey in mid-transfer and 30 MB both ways keep every byte', async () => {
  const big = order({ control: ++control, po: Array.from({ length: 90_000 }, (_, i) => `R${i}`) })
  await file('big.edi', big)
  expect((await sftp('acme', ['put -p big.edi inbox/'], ['-oRekeyLimit=1M'])).code).toBe(0)
  const [row] = await received('big.edi')
  expect(row!.size_bytes).toBe(big.length)
  const out = await grid.until(
    'outgoing',
    async () =>
      (
        await grid.query(
          `select d.name, i.size_bytes from deliveries d join interchanges i on i.id = d.interchange where i.document_count = 90000`,
        )
      )[0],
  )
  expect((await sftp('bolt', [`get outbox/${out.name} back.edi`], ['-oRekeyLimit=1M'])).code).toBe(0)
  const back = await readFile(join(folder, 'back.edi'), 'latin1')
  expect(back.length).toBe(out.size_bytes)
  expect(back.slice(back.indexOf('ST*'), back.lastIndexOf('GE*'))).toBe(
    big.slice(big.indexOf('ST*'), big.lastIndexOf('GE*')),
  )
}, 60_000)

test('a connection cut in mid-upload leaves nothing', async () => {
  await file('cut.edi', Buffer.alloc(50_000_000, 'x'))
  const child = spawn('sftp', options('acme', ['-l', '20000']), { cwd: folder })
  child.stdin.end('put cut.edi inbox/\n')
  await new Promise((resolve) => setTimeout(resolve, 800))
  spawn('pkill', ['-9', '-P', String(child.pid)])
  child.kill('SIGKILL')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await received('cut.edi')).toEqual([])
  expect((await sftp('acme', ['ls -1 inbox'])).out).not.toContain('cut.edi')
})

test('a file read in part is not collected', async () => {
  await file('part.edi', order({ control: ++control, po: 'PARTLY' }))
  await sftp('acme', ['put part.edi inbox/'])
  const name = await grid.until('outbox', async () => /997-\S+/.exec((await sftp('acme', ['ls -1 outbox'])).out)?.[0])
  const client = new ssh2.Client()
  await new Promise((resolve, reject) => {
    client.on('error', reject).on('ready', () =>
      client.sftp((error, stream) => {
        if (error) return reject(error)
        stream.open(`/outbox/${name}`, 'r', (_e, handle) =>
          stream.read(handle, Buffer.alloc(50), 0, 50, 0, () => stream.close(handle, resolve)),
        )
      }),
    )
    void readFile(join(folder, 'acme')).then((privateKey) =>
      client.connect({ host: '127.0.0.1', port: grid.app.sftp!.port, username: 'acme', privateKey }),
    )
  })
  client.end()
  expect((await sftp('acme', ['ls -1 outbox'])).out).toContain(name)
})

test('what may not be done is refused with a reason, and nothing of others is seen', async () => {
  await file('x.edi', 'x')
  for (const command of [
    'put x.edi outbox/x.edi',
    'put x.edi /x.edi',
    'mkdir inbox/new',
    'get inbox/order.edi .',
    'rename outbox/a inbox/b',
    'get ../../etc/passwd .',
    'rm outbox/nothing',
  ]) {
    expect((await sftp('acme', [command])).code, command).not.toBe(0)
  }
  expect((await sftp('bolt', ['ls -1 outbox'])).out).not.toContain('997-bolt')
})

test('a wrong file gets a notice beside the answers, in plain words', async () => {
  await file('rubbish.edi', Buffer.from([0, 1, 2, 255]))
  await sftp('acme', ['put rubbish.edi inbox/'])
  const name = await grid.until(
    'notice',
    async () => /rubbish\.edi\.\w+\.problem\.txt/.exec((await sftp('acme', ['ls -1 outbox'])).out)?.[0],
  )
  await sftp('acme', [`get outbox/${name} notice.txt`])
  expect(await readFile(join(folder, 'notice.txt'), 'utf8')).toMatch(
    /was received and kept, but not processed[\s\S]*expected "ISA"/,
  )
})

test('passwords work, wrong ones wait longer each time, and unknown users are refused alike', async () => {
  const organization = grid.app.exchange.directory.organizationBySlug('bolt')!.id
  await setSftpPassword(grid.app.grid, systemActor, { organization, password: 'a long enough word' })
  const signIn = (username: string, password: string) =>
    new Promise<string>((resolve) => {
      const client = new ssh2.Client()
      client.on('error', (error) => resolve(error.message)).on('ready', () => (client.end(), resolve('in')))
      client.connect({ host: '127.0.0.1', port: grid.app.sftp!.port, username, password })
    })
  expect(await signIn('bolt', 'a long enough word')).toBe('in')
  expect(await signIn('nobody', 'a long enough word')).toMatch(/authentication methods failed/)
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const from = Date.now()
    expect(await signIn('bolt', 'wrong')).toMatch(/authentication methods failed/)
    times.push(Date.now() - from)
  }
  // After the one above: 0.25 s, and twice as long each time. How much longer it takes is for the machine to say.
  for (const [at, took] of times.entries()) expect(took).toBeGreaterThanOrEqual(250 * 2 ** at - 10)
}, 20_000)

test('a hundred files at once are a hundred interchanges', async () => {
  for (let i = 0; i < 100; i++) await file(`many-${i}.edi`, order({ control: ++control, po: `MANY${i}` }))
  expect((await sftp('acme', ['put many-*.edi inbox/'])).code).toBe(0)
  expect(await grid.query(`select 1 from interchanges where name like 'many-%'`)).toHaveLength(100)
  await grid.until(
    'documents',
    async () =>
      (await grid.query(`select 1 from documents where business_key like 'MANY%' and status = 'released'`)).length ===
      100,
  )
})
