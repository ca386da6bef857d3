import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cxmlOrder, ublOrder } from '../../../../test/xml-documents.ts'
import { startXmlGrid } from '../../../../test/xml-grid.ts'
import { systemActor } from '../../../platform/actor.ts'
import { addSftpKey } from '../../homes/verbs.ts'

let stage: Awaited<ReturnType<typeof startXmlGrid>>
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entrepot-xml-'))
  stage = await startXmlGrid()
  for (const slug of ['acme', 'bolt']) {
    await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', join(folder, slug)])
    const organization = stage.grid.app.exchange.directory.organizationBySlug(slug)!.id
    const line = await readFile(join(folder, `${slug}.pub`), 'utf8')
    await addSftpKey(stage.grid.app.grid, systemActor, { organization, line })
  }
})
afterAll(async () => {
  await stage.grid.close()
  await rm(folder, { recursive: true, force: true })
})

/** OpenSSH's own client. */
function sftp(slug: string, commands: string[]): Promise<string> {
  const port = String(stage.grid.app.sftp!.port)
  const trust = [
    '-oStrictHostKeyChecking=no',
    '-oUserKnownHostsFile=/dev/null',
    '-oIdentitiesOnly=yes',
    '-oBatchMode=yes',
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(
      'sftp',
      ['-q', '-b', '-', '-P', port, '-i', join(folder, slug), ...trust, `${slug}@127.0.0.1`],
      { cwd: folder },
    )
    let out = ''
    child.stdout.on('data', (data) => (out += data))
    child.stderr.on('data', (data) => (out += data))
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(out))))
    child.stdin.end(`${commands.join('\n')}\n`)
  })
}

async function put(name: string, content: string) {
  await writeFile(join(folder, name), content)
  await sftp('acme', [`put ${name} inbox/${name}`])
  const row = await stage.grid.until('the decision', async () => {
    const [found] = await stage.grid.query(
      `select * from interchanges where name = $1 and direction = 'in' and status <> 'received'`,
      [name],
    )
    return found
  })
  return row
}

const fileOf = async (cause: unknown, slug: string) => (await stage.got(slug, cause))[0]!.name

test('put into the inbox, it is fetched from the outbox byte for byte, and then completed', async () => {
  const content = cxmlOrder({ payloadId: 'sf1@acme', number: 'SF-1' }).replaceAll('\n', '\r\n')
  const { id, status } = await put('order.cxml', content)
  expect(status).toBe('processed')
  const name = await fileOf(id, 'bolt')
  await sftp('bolt', [`get outbox/${name} got.xml`, `rm outbox/${name}`])
  expect(await readFile(join(folder, 'got.xml'), 'utf8')).toBe(content)
  await stage.grid.until('completion', async () => (await stage.documents(id))[0]!['status'] === 'completed')
})

test('in a home of both environments UBL, which does not say that it is a test, is production', async () => {
  expect(await put('order.xml', ublOrder({ number: 'SF-2' }))).toMatchObject({
    ...{ status: 'quarantined', mode: null },
    problems: [{ code: 'sender-not-yours', mode: 'production' }],
  })
})

test('what cannot be read or trusted is told in a notice beside it', async () => {
  const { id } = await put(
    'broken.xml',
    '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"><a></Order>',
  )
  const [broken] = await stage.got('acme', id)
  expect(broken!.name).toMatch(/^broken\.xml\.\w+\.problem\.txt$/)
  const { id: foreign } = await put(
    'foreign.xml',
    cxmlOrder({
      payloadId: 'sf2',
      number: '1',
      to: '<Credential domain="NetworkID"><Identity>AN-NOBODY</Identity></Credential>',
    }),
  )
  const [notice] = await stage.got('acme', foreign)
  expect(notice!.text).toContain('The receiver NetworkID/AN-NOBODY (Header/To) is not known here for test.')
})
