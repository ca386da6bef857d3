import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'
import { exportNetwork } from '../network/export.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
const keys: Record<string, string> = {}

const guide = (more: object = {}) => ({
  ...{ name: 'bolt-850', version: '1', title: 'Orders to Bolt', standard: 'x12', release: '004010', document: '850' },
  segments: [
    {
      at: 'BEG',
      elements: [
        { at: '1', codes: ['00', '05'] },
        { at: '3', max: 10 },
      ],
    },
  ],
  ...more,
})
const DICTIONARY = {
  ...{ standard: 'x12', name: 'acme', version: '004010' },
  elements: { '9001': 'ID 3/3 RED,TAN' },
  segments: { ZA: { elements: ['9001 M'] } },
  sets: {
    '850': {
      functionalId: 'PO',
      content: ['ST M', 'BEG M', 'ZA O 5', { loop: 'PO1 M >1', content: ['PID O 1000'] }, 'CTT O', 'SE M'],
    },
  },
}

beforeAll(async () => {
  const cedar = 'organizations:\n  cedar: { name: Cedar Freight, channels: { api: { direction: in, kind: api } } }'
  grid = await startTestGrid({ network: network().replace('organizations:', cedar) })
  call = clientOf(grid.url)
  keys['grid'] = await grid.keyOf(null, ['*'])
  for (const slug of ['acme', 'bolt', 'cedar']) keys[slug] = await grid.keyOf(slug, ['partners:read', 'partners:write'])
})
afterAll(() => grid.close())

const add = (body: object, query = '') => call(keys['grid']!, `POST /api/v1/guides${query}`, body)
const get = async (path: string, who = 'grid') => (await call(keys[who]!, `GET /api/v1${path}`)).body

test('a version is added once, stays as it is, and the same once more changes nothing', async () => {
  expect(await add({ guide: guide() })).toMatchObject({
    status: 201,
    body: { name: 'bolt-850', version: '1', problems: [] },
  })
  expect((await add({ guide: guide() })).status).toBe(201)
  const other = await add({ guide: guide({ title: 'Other' }) })
  expect([other.status, other.body.code]).toEqual([409, 'guide-version-taken'])
  expect((await add({ guide: guide({ version: '2', segments: [{ at: 'CUR', usage: 'not-used' }] }) })).status).toBe(201)
  const events = await grid.query(
    `select data from events where type = 'guide.added' and data->>'name' = 'bolt-850' order by seq`,
  )
  expect(events.map(({ data }) => data.version)).toEqual(['1', '2'])
  expect(await get('/guides/bolt-850')).toMatchObject({
    ...{ version: '2', may: { add: true }, agreements: [] },
    versions: [{ version: '2' }, { version: '1', title: 'Orders to Bolt' }],
  })
  expect((await get('/guides/bolt-850/versions/1')).guide).toEqual(guide())
  await expect(grid.query(`update guides set title = 'x'`)).rejects.toThrow('a version of guides never changes')
})

test('what is wrong is told with its place, and a dry run keeps nothing', async () => {
  const wrong = guide({ version: '3', segments: [{ at: 'BEG', elements: [{ at: '3', max: 40 }] }, { at: 'ZZZ' }] })
  const refused = await add({ guide: wrong })
  expect([refused.status, refused.body.code]).toEqual([422, 'guide-invalid'])
  expect(refused.body.parameters.problems).toMatchObject([
    { severity: 'error', path: '/segments/0/elements/0/max', found: '40', expected: 'a number from 1 to 22' },
    { severity: 'error', path: '/segments/1/at', found: '"ZZZ"' },
  ])
  const looked = await add({ guide: wrong }, '?dryRun=true')
  expect(looked).toMatchObject({ status: 200, body: { version: null, problems: [{}, {}] } })
  const fine = await add({ guide: guide({ version: '3' }) }, '?dryRun=true')
  expect(fine.body.changes).toContainEqual({ at: 'BEG 3', what: 'max', from: null, to: '10', kind: 'tightened' })
  expect((await get('/guides/bolt-850')).versions).toHaveLength(2)
  expect((await add({ guide: guide(), dictionary: 'nobody' })).body.code).toBe('dictionary-unknown')
  expect((await add({ guide: [] })).status).toBe(400)
})

test('of a version: the page, samples that fit and that do not, and what another one says otherwise', async () => {
  const page = await get('/guides/bolt-850/versions/1/page')
  const beg = page.sections[0].segments.find(({ at }: { at: string }) => at === 'BEG')
  expect(beg).toMatchObject({ usage: 'required', mentioned: true })
  expect(beg.elements[0]).toMatchObject({ at: 'BEG01', codes: ['00', '05'] })
  expect(beg.elements[2]).toMatchObject({ at: 'BEG03', max: 10 })
  const samples = await get('/guides/bolt-850/versions/1/samples?seed=7')
  expect(samples.good).toMatch(/^ST\*850\*/)
  expect(samples.broken.map(({ code, place }: { code: string; place: string }) => `${place} ${code}`)).toEqual([
    'BEG guide-element-code',
    'BEG guide-element-too-long',
  ])
  const { changes } = await get('/guides/bolt-850/versions/2/comparison?with=1')
  expect(changes).toContainEqual({ at: 'CUR', what: 'usage', from: null, to: 'not-used', kind: 'tightened' })
  const unknown = await call(keys['grid']!, 'GET /api/v1/guides/bolt-850/versions/9/page')
  expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found'])
})

test('dictionaries are counted, and a guide narrows one of them for good', async () => {
  const addOne = (dictionary: object, query = '') =>
    call(keys['grid']!, `POST /api/v1/dictionaries${query}`, { dictionary })
  const bad = { ...DICTIONARY, segments: { ZA: { elements: ['9001 Q'] } } }
  expect((await addOne(bad)).body).toMatchObject({
    code: 'dictionary-invalid',
    parameters: { problems: [{ path: '/segments/ZA/elements/0' }] },
  })
  expect((await addOne(bad, '?dryRun=true')).body.problems).toHaveLength(1)
  expect((await addOne(DICTIONARY)).body).toMatchObject({ name: 'acme', version: '1' })
  expect((await addOne(DICTIONARY)).body).toMatchObject({ version: '1' })
  const own = guide({
    name: 'acme-850',
    segments: [{ at: 'ZA', usage: 'required', elements: [{ at: '1', codes: ['RED'] }] }],
  })
  expect((await add({ guide: own })).body.parameters.problems[0].path).toBe('/segments/0/at')
  expect((await add({ guide: own, dictionary: 'acme' })).status).toBe(201)
  expect((await addOne({ ...DICTIONARY, elements: { '9001': 'ID 3/3 TAN' } })).body).toMatchObject({ version: '2' })
  expect(await get('/guides/acme-850')).toMatchObject({ dictionary: 'acme@1' })
  expect((await get('/guides/acme-850/versions/1/samples')).good).toContain('ZA*RED~')
  expect((await get('/dictionaries')).items).toMatchObject([{ name: 'acme', version: 2, versions: 2 }])
  expect(await get('/dictionaries/acme')).toMatchObject({ versions: [{ version: 2 }, { version: 1 }] })
  expect((await get('/dictionaries/acme/versions/1/page')).segments).toMatchObject([
    { tag: 'ZA', places: [{ at: 1, reference: '9001', usage: 'required' }] },
  ])
  const changed = [{ at: '9001', what: 'codes', from: 'RED, TAN', to: 'TAN' }]
  expect(await get('/dictionaries/acme/versions/2/comparison?with=1')).toEqual({ changes: changed })
  const back = (await addOne(DICTIONARY, '?dryRun=true')).body
  expect(back).toMatchObject({ version: null, problems: [], changes: [{ at: '9001', from: 'TAN', to: 'RED, TAN' }] })
  for (const path of ['versions/9/page', 'versions/9/comparison?with=1', 'versions/1/comparison?with=9'])
    expect((await call(keys['grid']!, `GET /api/v1/dictionaries/acme/${path}`)).body.code).toBe('not-found')
  expect((await get('/dictionaries/acme/versions/1')).dictionary).toEqual(DICTIONARY)
})

test('an agreement names a guide that there is, for its own type; the network file has the setting', async () => {
  const agree = (settings: string) =>
    applyNetwork(grid.app.grid, network().replace('settings: {', `settings: { ${settings},`), systemActor)
  await expect(agree('guide: nobody')).rejects.toThrow('There is no guide nobody.')
  await expect(agree('guide: bolt-850@7')).rejects.toThrow('There is no guide bolt-850@7.')
  await add({ guide: guide({ name: 'bolt-855', document: '855', segments: [] }) })
  await expect(agree('guide: bolt-855')).rejects.toThrow('The guide bolt-855 is for 855, and the agreement for 850.')
  await agree('guide: bolt-850@1')
  expect(await exportNetwork(grid.app.grid.database, new Date())).toContain('guide: bolt-850@1')
  expect((await get('/guides/bolt-850')).agreements).toMatchObject([
    { sender: 'acme', receiver: 'bolt', guide: 'bolt-850@1' },
  ])
})

test('a partner reads what its agreements name, by whatever layer they say it, and nothing else', async () => {
  const names = async (who: string) => (await get('/guides', who)).items.map(({ name }: { name: string }) => name)
  expect(await names('acme')).toEqual(['bolt-850'])
  expect(await names('bolt')).toEqual(['bolt-850'])
  expect(await names('cedar')).toEqual([])
  expect(await names('grid')).toEqual(['acme-850', 'bolt-850', 'bolt-855'])
  // That version and no other.
  expect(await get('/guides/bolt-850', 'acme')).toMatchObject({ version: '1', versions: [{}], may: { add: false } })
  for (const path of [
    'bolt-850/versions/2',
    'acme-850',
    'acme-850/versions/1/samples',
    'bolt-850/versions/1/comparison?with=2',
  ])
    expect([path, (await call(keys['bolt']!, `GET /api/v1/guides/${path}`)).status]).toEqual([path, 404])
  expect((await get('/dictionaries', 'acme')).items).toEqual([])
  expect((await call(keys['acme']!, 'POST /api/v1/guides', { guide: guide() })).body.code).toBe('grid-only')
  await applyNetwork(grid.app.grid, network(), systemActor)
  const { etag } = await call(keys['grid']!, 'GET /api/v1/organizations/bolt/agreement-defaults/receiving/test')
  const path = 'PUT /api/v1/organizations/bolt/agreement-defaults/receiving/test'
  const said = await call(keys['grid']!, path, { guide: 'acme-850' }, { 'if-match': etag! })
  expect(said.status).toBe(200)
  expect(await names('acme')).toEqual(['acme-850'])
  expect((await get('/dictionaries', 'acme')).items).toMatchObject([{ name: 'acme', version: 1 }])
  expect((await call(keys['acme']!, 'GET /api/v1/dictionaries/acme/versions/2')).status).toBe(404)
})

test('documents are read by the dictionary of their guide', async () => {
  await grid.app.reload()
  const text = (za: string) =>
    `ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*U*00401*${za === 'RED' ? '000000001' : '000000002'}*0*T*>~GS*PO*ACME*BOLT*20261120*2230*1*X*004010~ST*850*0001~BEG*00*SA*P-${za}**20261120~ZA*${za}~PO1*1*10*EA*9.95**BP*S~CTT*1~SE*6*0001~GE*1*1~IEA*1*${za === 'RED' ? '000000001' : '000000002'}~`
  const outcome = async (za: string) => {
    const { body } = await call(keys['grid']!, 'POST /api/v1/routes/dry-run', text(za))
    const [document] = body.interchanges[0].documents
    return [document.status, (document.problems ?? []).map(({ code }: { code: string }) => code)]
  }
  expect(await outcome('RED')).toEqual(['released', []])
  expect(await outcome('TAN')).toEqual(['invalid', ['guide-element-code']])
  expect(await outcome('BLU')).toEqual(['invalid', ['element-code', 'guide-element-code']])
})

test('lists are paged by name', async () => {
  const { items, next } = await get('/guides?limit=2')
  expect(items.map(({ name }: { name: string }) => name)).toEqual(['acme-850', 'bolt-850'])
  expect((await get(next.replace('/api/v1', ''))).items.map(({ name }: { name: string }) => name)).toEqual(['bolt-855'])
})
