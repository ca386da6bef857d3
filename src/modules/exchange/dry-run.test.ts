import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'

let grid: TestGrid
const keys: Record<string, string> = {}
const NETWORK = network().concat(
  `routing: { test: [{ name: big, when: { amount: { atLeast: "1000" } }, act: { hold: large orders } }, { name: trial, when: { key: "T-*" }, act: { quarantine: trials } }] }\n`,
)
beforeAll(async () => {
  grid = await startTestGrid({ network: NETWORK })
  keys['acme'] = await grid.keyOf('acme')
  keys['grid'] = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

async function foresee(text: string | Uint8Array<ArrayBuffer>, who = 'grid', headers: Record<string, string> = {}) {
  const response = await fetch(`${grid.url}/api/v1/routes/dry-run`, {
    method: 'POST',
    body: text,
    headers: { authorization: `Bearer ${keys[who]}`, ...headers },
  })
  return { status: response.status, body: (await response.json()) as any }
}
/** Nothing is under way that would write rows by itself. */
const atRest = () =>
  grid.until(
    'rest',
    async () =>
      (
        await grid.query(`select 1 from event_head where n <= all (select cursor from readers)
          and not exists (select from jobs where coalesce(due_at, now()) <= now())`)
      )[0],
  )
async function rowCounts() {
  const tables = await grid.query(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) counts[name] = (await grid.query(`select count(*)::int as n from ${name}`))[0]!['n']
  const [{ n }] = (await grid.query('select n::int from event_head')) as [any]
  return { ...counts, events_head: n }
}

test('it says what would become of a file and why, and writes nothing', async () => {
  await atRest()
  const before = await rowCounts()
  const bad = order({ control: 7, po: ['A-1', 'A-2'] }).replace('BEG*00*SA*A-2', 'BEG*00*SA*')
  const file = [
    bad,
    order({ control: 8, po: 'T-1' }),
    order({ control: 9, po: 'B-1', lines: 11 }),
    order({ control: 10, receiver: 'NOBODY' }),
  ].join('\n')
  const { body } = await foresee(file)
  expect(await rowCounts()).toEqual(before)
  const [first, second, third, fourth] = body.interchanges
  expect(first).toMatchObject({
    outcome: 'processed',
    sender: 'acme',
    receiver: 'bolt',
    mode: 'test',
    controlNumber: '000000007',
    answers: ['997'],
    documents: [
      {
        key: 'A-1',
        status: 'released',
        channel: { name: 'outbox', kind: 'sftp-home' },
        agreement: { type: '850', version: 1 },
        expects: '997',
      },
      { status: 'invalid' },
    ],
  })
  expect(first.documents[0].rules).toEqual([
    { rule: 'big', of: 'grid', fired: false, because: 'the amount is 199, expected at least 1000' },
    { rule: 'trial', of: 'grid', fired: false, because: 'key is "A-1", expected T-*' },
  ])
  expect(second.documents[0]).toMatchObject({
    status: 'quarantined',
    rules: [{ fired: false }, { rule: 'trial', fired: true, because: null }],
  })
  expect(third.documents[0]).toMatchObject({ status: 'held', problems: [{ code: 'rule-held' }] })
  expect(fourth).toMatchObject({ outcome: 'quarantined', problems: [{ code: 'receiver-unknown' }], documents: [] })
})

test('it foresees what really happens then: repeats, reused numbers, possible duplicates', async () => {
  const text = order({ control: 20, po: 'R-1' })
  const headers = { authorization: `Bearer ${keys['acme']}` }
  const { interchange } = (await (
    await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body: text, headers })
  ).json()) as any
  await grid.until(
    'decision',
    async () =>
      (await grid.query(`select 1 from interchanges where id = $1 and status = 'processed'`, [interchange]))[0],
  )
  await atRest()
  const before = await rowCounts()
  const outcomes = async (one: string) =>
    (await foresee(one)).body.interchanges.map((found: any) => [found.outcome, found.documents[0]?.status])
  expect(await outcomes(text)).toEqual([['duplicate', undefined]])
  expect(await outcomes(text.replace('*10*EA', '*11*EA'))).toEqual([['quarantined', undefined]])
  expect(await outcomes(order({ control: 21, po: 'R-1' }))).toEqual([['processed', 'held']])
  expect(await outcomes(text.slice(0, 300))).toEqual([['rejected', undefined]])
  expect(await rowCounts()).toEqual(before)
})

test('a partner sees neither rules nor the way out, and only as who it is', async () => {
  const { body } = await foresee(order({ control: 30 }), 'acme')
  expect(body.interchanges[0].documents[0]).toMatchObject({ status: 'released', channel: null, rules: [] })
  const other = await foresee(order({ control: 31, sender: 'BOLT', receiver: 'ACME' }), 'acme', {
    'entrepot-organization': 'bolt',
  })
  expect(other.body.interchanges[0]).toMatchObject({ outcome: 'quarantined', problems: [{ code: 'sender-not-yours' }] })
  expect((await foresee('rubbish')).body.code).toBe('key-of-organization-needed')
  expect((await foresee('rubbish', 'grid', { 'entrepot-organization': 'acme' })).body.interchanges).toMatchObject([
    { outcome: 'quarantined' },
  ])
  expect((await foresee(order({ control: 1 }), 'grid', { 'entrepot-channel': 'door' })).body.detail).toMatch(
    /acme has no open channel door/,
  )
})

test('from the command line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot-cli-'))
  const file = join(folder, 'order.edi')
  await writeFile(file, order({ control: 40, po: 'B-9', lines: 11 }))
  const env = { ...process.env, ENTREPOT_URL: grid.url, ENTREPOT_API_KEY: keys['grid']! }
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['src/cli/main.ts', 'route', '--dry-run', file], { env })
  expect(stdout).toMatch(
    /would be processed: acme → bolt {3}\(test\)\n {2}answered with 997\n {2}850 004010 B-9 → bolt: held, by the agreement on 850 \(version 1\)\n {4}✓ big \(grid\)\n/,
  )
  await expect(run(process.execPath, ['src/cli/main.ts', 'route', file], { env })).rejects.toMatchObject({ code: 1 })
  await rm(folder, { recursive: true })
})
