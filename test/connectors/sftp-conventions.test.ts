import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Disconnected } from '../../src/connectors/errors.ts'
import { sftp } from '../../src/connectors/sftp/connector.ts'
import { readPrivateKey } from '../../src/connectors/sftp/private-key.ts'
import { changeAgreement } from '../../src/modules/agreements/verbs.ts'
import { openChannel } from '../../src/modules/channels/verbs.ts'
import { changeConnection, makeConnection } from '../../src/modules/connections/verbs.ts'
import { perform } from '../../src/platform/act.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { network, order } from '../messages.ts'
import { sshdMissing } from '../peers/sshd.ts'
import { startWire } from '../peers/wire.ts'
import { startSftpPeer } from './sftp-peer.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'

const missing = sshdMissing()

describe.skipIf(missing !== null)(`SFTP in particular${missing ? `: ${missing}` : ''}`, () => {
  let peer: Awaited<ReturnType<typeof startSftpPeer>>
  let stage: Stage | null = null
  const open = async (more: StageOptions = {}) => {
    stage = await openStage('sftp', peer, more)
    return stage
  }
  const folder = (name: string) => join(peer.sshd.folder, name)
  beforeAll(async () => {
    peer = await startSftpPeer()
  })
  afterAll(() => peer?.stop())
  beforeEach(() => peer.clear())
  afterEach(async () => {
    await stage?.grid.close()
    await stage?.wire.stop()
    stage = null
  })

  test('a private key signs in, in every form that people have them', { timeout: 60_000 }, async () => {
    const pairs: [string, KeyObject][] = [
      ['ssh-rsa', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
      ['ecdsa', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
      ['ssh-ed25519', generateKeyPairSync('ed25519').privateKey],
    ]
    const forms: [string, string, string?][] = []
    for (const [kind, key] of pairs) {
      const plain = key.export({ format: 'pem', type: 'pkcs8' }) as string
      const sealed = key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'open' }) as string
      forms.push([`${kind} PKCS#8`, plain], [`${kind} PKCS#8 sealed`, sealed, 'open'])
      if (kind === 'ssh-rsa') forms.push(['PKCS#1', key.export({ format: 'pem', type: 'pkcs1' }) as string])
      if (kind === 'ecdsa') forms.push(['SEC1', key.export({ format: 'pem', type: 'sec1' }) as string])
    }
    const { privateKey: _, ...others } = peer.connection({ host: peer.host, port: peer.port })
    for (const [form, privateKey, passphrase] of forms) {
      const fields = sftp.connection.parse({ ...others, privateKey, passphrase })
      const read = ssh2.utils.parseKey(readPrivateKey(privateKey, passphrase).privateKey) as ssh2.ParsedKey
      await peer.sshd.authorize(`${read.type} ${read.getPublicSSH().toString('base64')}`)
      const session = await sftp.open(fields, AbortSignal.timeout(20_000))
      expect(await session.home(), form).toBe(peer.sshd.folder)
      await sftp.close(session)
    }
    expect(() => sftp.connection.parse({ ...others, privateKey: 'nonsense' })).toThrow(/private key cannot be read/)
  })

  test('a connection that breaks at any moment of signing in is a broken one, and no wrong setting', async () => {
    const wire = await startWire({ host: peer.host, port: peer.port })
    const fields = sftp.connection.parse(peer.connection({ host: '127.0.0.1', port: wire.port }))
    const opened: number[] = []
    for (let bytes = 0; bytes < 5_000; bytes += 60) {
      wire.breakAfter(bytes)
      const error = await sftp.open(fields, AbortSignal.timeout(20_000)).then(
        async (session) => {
          opened.push(bytes)
          await sftp.close(session)
        },
        (error) => error,
      )
      if (error) expect(error, `after ${bytes} bytes: ${error}`).toBeInstanceOf(Disconnected)
    }
    // Else the cuts came too late, or never late enough.
    expect(opened[0]).toBeGreaterThan(1_000)
    await wire.stop()
  })

  test('a server that signs in and refuses SFTP is for a person to mend', async () => {
    const privateKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
    const read = ssh2.utils.parseKey(readPrivateKey(privateKey).privateKey) as ssh2.ParsedKey
    await peer.sshd.authorize(`command="/bin/false" ${read.type} ${read.getPublicSSH().toString('base64')}`)
    const fields = sftp.connection.parse({ ...peer.connection({ host: peer.host, port: peer.port }), privateKey })
    const opening = sftp.open(fields, AbortSignal.timeout(20_000))
    await expect(opening).rejects.toMatchObject({ code: 'sftp-refused-session' })
  })

  test('without a pinned host key nothing is sent, and the one that was found is named', async () => {
    const { grid, channel } = await open({ connection: { hostKeys: [] } })
    const state = async () =>
      (await grid.query('select problem from pickup_channels where channel = $1', [channel]))[0]!
    await grid.until('the problem', async () => (await state())['problem'])
    expect((await state())['problem']).toMatchObject({ code: 'sftp-host-key-unpinned' })
    expect((await state())['problem'].found).toContain(peer.sshd.fingerprints.ed25519)
    const items = await grid.query('select kind from work_items where subject = $1', [channel])
    expect(items).toEqual([{ kind: 'failure' }])
  })

  test('another host key is one alarm, and nobody connects until a person has entered the new one', async () => {
    const { grid, wire, connection, received } = await open({ settings: { everySeconds: 1 } })
    await peer.put('one.edi', 'x')
    await grid.until('the first', async () => (await received()).length === 1)
    await peer.kill()
    await peer.sshd.start({ hostKeys: 'new' })
    const halted = async () =>
      (await grid.query('select halted from connections where id = $1', [connection]))[0]!['halted']
    await grid.until('the alarm', async () => {
      await grid.query(`update jobs set due_at = now() where kind = 'pick-up'`)
      return halted()
    })
    expect(await halted()).toMatchObject({ code: 'sftp-host-key-changed' })
    await peer.put('two.edi', 'x')
    const before = wire.sessions
    for (let i = 0; i < 5; i++) {
      await grid.query(`update jobs set due_at = now() where kind = 'pick-up'`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    expect(wire.sessions).toBe(before)
    const alarms = () =>
      grid.query(`select closed_by from work_items where kind = 'alarm' and subject = $1`, [connection])
    expect(await alarms()).toEqual([{ closed_by: null }])
    const { privateKey: _, ...settings } = peer.connection({ host: '127.0.0.1', port: wire.port })
    const hostKeys = [peer.sshd.fingerprints.rsa]
    await perform(grid.app.grid, systemActor, (act) => changeConnection(act, connection, { ...settings, hostKeys }))
    await grid.until('the second', async () => {
      await grid.query(`update jobs set due_at = now() where kind = 'pick-up'`)
      return (await received()).length === 2
    })
    expect(await alarms()).toEqual([{ closed_by: 'system' }])
  })

  test('temporary and excluded names are left; a done-file says what is complete, and goes with it', async () => {
    const { look, received } = await open({
      settings: { doneFile: '{stem}.ok', exclude: ['secret-*'], quietSeconds: 3_600 },
    })
    const names = [
      'a.edi',
      'a.ok',
      'b.edi',
      '.c.edi',
      '.c.ok',
      'd.edi.filepart',
      'd.edi.ok',
      'e.TMP',
      'secret-f.edi',
      'secret-f.ok',
    ]
    for (const name of names) await writeFile(join(folder('out'), name), name)
    await look()
    await look()
    expect(await received()).toEqual(['a.edi'])
    expect((await peer.lying()).sort()).toEqual(names.filter((name) => !name.startsWith('a.')).sort())
    expect(await readdir(join(folder('out'), 'archive'))).toEqual(['a.edi'])
  })

  test('the order is that of time, then of names', async () => {
    const { grid, look } = await open()
    for (const [name, seconds] of [
      ['z', 100],
      ['b', 200],
      ['a', 200],
      ['c', 50],
    ] as const) {
      await writeFile(join(folder('out'), `.${name}.tmp`), name)
      await utimes(join(folder('out'), `.${name}.tmp`), seconds, seconds)
    }
    await look()
    for (const name of ['z', 'b', 'a', 'c'])
      await rename(join(folder('out'), `.${name}.tmp`), join(folder('out'), name))
    await look()
    await look()
    const rows = await grid.query(`select name from interchanges where direction = 'in' order by id`)
    expect(rows.map((row) => row['name'])).toEqual(['c', 'z', 'a', 'b'])
  })

  test('a result file says as what each file was taken, or why not, and is picked up by nobody', async () => {
    const settings = { archiveFolder: 'done', errorFolder: 'bad', sizeBytesMax: 2_000, resultFile: true }
    const { grid, look } = await open({ settings })
    await peer.put('good.edi', order({ control: 1 }))
    await peer.put('long.edi', 'x'.repeat(2_001))
    await look()
    await look()
    const [row] = await grid.query(`select id from interchanges where name = 'good.edi'`)
    const read = async (path: string) => JSON.parse(await readFile(join(folder('out'), path), 'utf8'))
    expect(await read('done/good.edi.result.json')).toMatchObject({
      interchange: row!['id'],
      sizeBytes: order({ control: 1 }).length,
    })
    const refused = await read('bad/long.edi.result.json')
    expect(refused).toMatchObject({ code: 'item-too-large', sentence: expect.stringMatching(/ask for smaller files/) })
    expect(refused).not.toHaveProperty('interchange')
  })

  // Each with a grid of its own, and the other's gone: it would take up what is put here.
  test.each([
    ['leave', ['a.edi', 'a.edi.result.json']],
    ['delete', ['a.edi.result.json']],
  ])('where its channel says %s, the result file lies in the folder itself', async (afterwards, lying) => {
    const { grid, look } = await open({ settings: { afterwards, resultFile: true } })
    await peer.put('a.edi', 'bytes')
    await look()
    await look()
    expect((await readdir(folder('out'))).filter((name) => name.startsWith('a.')).sort()).toEqual(lying)
    const names = await grid.query(`select name from interchanges where name like '%result.json'`)
    expect(names).toEqual([])
  })

  test('what was taken is archived over nothing, by day; what is refused goes to its folder with the reason', async () => {
    const settings = { archiveFolder: 'done/{yyyy}', errorFolder: 'bad', sizeBytesMax: 2_000 }
    const { look } = await open({ settings })
    const orders = [1, 2].map((control) => order({ control }))
    for (const bytes of [...orders, 'x'.repeat(2_001)]) {
      await peer.put('a.edi', bytes)
      await look()
      await look()
    }
    const archive = join(folder('out'), 'done', String(new Date().getUTCFullYear()))
    const kept = await readdir(archive)
    const texts = await Promise.all(kept.map((name) => readFile(join(archive, name), 'utf8')))
    expect(texts.sort()).toEqual(orders)
    expect((await readdir(join(folder('out'), 'bad'))).sort()).toEqual(['a.edi', 'a.edi.err'])
    const reason = await readFile(join(folder('out'), 'bad', 'a.edi.err'), 'utf8')
    expect(reason).toMatch(/^item-too-large\nThe file a\.edi has 2001 bytes, more than the 2000/)
  })

  test('left where it lies, a file is taken once; deleted, it is gone', async () => {
    const one = await open({ settings: { afterwards: 'leave' } })
    await peer.put('a.edi', 'x')
    for (let i = 0; i < 3; i++) await one.look()
    expect(await one.received()).toEqual(['a.edi'])
    expect(await peer.lying()).toEqual(['a.edi'])
    await one.grid.close()
    await one.wire.stop()
    const two = await open({ settings: { afterwards: 'delete' } })
    await two.look()
    expect(await two.received()).toEqual(['a.edi'])
    expect(await readdir(folder('out'))).toEqual([])
  })

  test('a folder that is missing is told at once, and found when it is made', async () => {
    await rm(folder('out'), { recursive: true })
    const { grid, channel, received } = await open()
    const items = (is: string) =>
      grid.query(`select problem->>'code' as code from work_items where subject = $1 and closed_at is ${is}`, [channel])
    await grid.until('the work item', async () => (await items('null')).length > 0)
    expect(await items('null')).toEqual([{ code: 'sftp-folder-missing' }])
    await mkdir(folder('out'))
    await peer.put('a.edi', 'x')
    await grid.query(`update jobs set due_at = now() where kind = 'pick-up'`)
    await grid.until('the file', async () => (await received()).length === 1)
    await grid.until('its end', async () => (await items('not null')).length === 1)
  })

  test('orders are delivered to the server, also to one that was away; a name that is taken waits for a person', async () => {
    const text = network({ expect: 'none', attemptsMax: 50 })
    const { grid, wire } = await open({ network: text })
    const bolt = grid.app.exchange.directory.organizationBySlug('bolt')!.id
    const settings = peer.connection({ host: '127.0.0.1', port: wire.port })
    const [agreement] = await grid.query('select id, version from agreements')
    await perform(grid.app.grid, systemActor, async (act) => {
      await makeConnection(act, bolt, 'server', { connector: 'sftp', settings })
      const form = { direction: 'out', kind: 'sftp', mode: null, connection: 'server', settings: peer.drop } as const
      const channel = await openChannel(act, bolt, 'put', { ...form, settings: { folder: 'in' } })
      await changeAgreement(act, agreement!['id'], { channel: channel.id }, agreement!['version'])
    })
    await grid.app.reload()
    const key = await grid.keyOf('acme')
    const send = (control: number) =>
      fetch(`${grid.url}/api/v1/interchanges`, {
        method: 'POST',
        body: order({ control }),
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/edi-x12' },
      })
    const orders = async () => [...(await peer.dropped()).keys()].filter((name) => name.startsWith('850-')).sort()
    for (const control of [1, 2, 3]) await send(control)
    await grid.until('three', async () => (await orders()).length === 3)
    await peer.kill()
    for (const control of [4, 5]) await send(control)
    await grid.until(
      'attempts',
      async () => (await grid.query(`select 1 from jobs where kind = 'deliver' and attempt > 0`)).length,
    )
    await peer.start()
    await grid.until('five', async () => (await orders()).length === 5)
    await writeFile(join(folder('in'), '850-acme-test-000000006.edi'), 'somebody else was here')
    await send(6)
    const failed = () => grid.query(`select last_problem from deliveries where status = 'failed'`)
    await grid.until('the refusal', async () => (await failed()).length > 0)
    expect((await failed())[0]!['last_problem']).toEqual({ code: 'sftp-name-taken', attempts: 1 })
    expect(await readFile(join(folder('in'), '850-acme-test-000000006.edi'), 'utf8')).toBe('somebody else was here')
  })
})
