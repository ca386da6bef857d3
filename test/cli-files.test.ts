import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { order } from './messages.ts'
import { cxmlOrder, ublOrder } from './xml-documents.ts'

const MAIN = resolve(import.meta.dirname, '../src/cli/main.ts')
const ORDERS = `UNA:+.? 'UNB+UNOC:3+4012345000009:14+4098765000008:14+261120:2230+REF42'
UNH+1+ORDERS:D:96A:UN:EAN008'
BGM+220+PO-4711+9'
DTM+137:20261120:102'
NAD+BY+4012345000009::9++M\u00dcLLER <& S?'OHNE>'
LIN+1++4000001000005:EN'
QTY+21:3'
UNS+S'
UNT+8+1'
UNZ+1+REF42'
`
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entrepot-files-'))
  await writeFile(join(folder, 'orders.edi'), ORDERS, 'latin1')
})
afterAll(() => rm(folder, { recursive: true }))

const GUIDE = {
  name: 'bolt-orders',
  version: '1',
  title: 'Orders to Bolt',
  standard: 'edifact',
  release: 'D.96A',
  document: 'ORDERS',
  segments: [
    { at: 'BGM', elements: [{ at: '1-1', codes: ['220'] }] },
    { at: 'NAD[SU]', usage: 'required' },
  ],
}

async function cli(command: string, content: string, ...more: string[]) {
  const path = join(folder, 'file.edi')
  await writeFile(path, content, 'latin1')
  return run([command, path, ...more])
}

function run(args: string[], input = '', encoding: BufferEncoding = 'latin1') {
  // No grid, no data folder: none is asked.
  const env = { ...process.env, ENTREPOT_URL: 'http://127.0.0.1:9', NO_COLOR: '1' }
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    const child = execFile(process.execPath, [MAIN, ...args], { env }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
    child.stdin!.end(input, encoding)
  })
}

const bad = order({ control: 7 }).replace('*10*EA*9.95', '*TEN*EA*9.95')

test('inspect: a tree with names, and a problem under its segment', async () => {
  const { code, out } = await cli('inspect', bad)
  expect(code).toBe(1)
  expect(out).toContain('X12 00401 ZZ ACME → ZZ BOLT 000000007')
  expect(out).toContain('850 004010 0001 PO7, with errors')
  expect(out).toMatch(/ {6}PO1 .*\n {11}1 .*1\n {11}2 .*TEN\n[^✗]*✗ PO102 \(segment 3 of its set\) is "TEN"/)
})

test('inspect: EDIFACT with its charset; as JSON a line each; as a page that escapes what it shows', async () => {
  const text = await cli('inspect', ORDERS)
  expect(text).toMatchObject({ code: 0, err: '' })
  expect(text.out).toMatch(/ORDERS D\.96A 1 PO-4711\n/)
  expect(text.out).toContain("MÜLLER <& S'OHNE>")
  const lines = (await cli('inspect', ORDERS, '--json')).out.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).kind)).toEqual(['interchange', 'message', 'end'])
  expect(JSON.parse(lines[1]!).segments[3]).toMatchObject({ position: 4, tag: 'NAD', level: 0 })
  const { out } = await cli('inspect', ORDERS, '--html')
  expect(out).toContain("<dd>MÜLLER &lt;&amp; S'OHNE&gt;</dd>")
  expect(out).not.toContain('<& S')
})

test('validate: each problem with its place, and how many there are', async () => {
  const { code, out } = await cli('validate', bad)
  expect(code).toBe(1)
  expect(out).toMatch(
    /^✗ 850 0001: PO102 \(segment 3 of its set\) is "TEN", which is not a number\.\n1 message, 1 with errors;/,
  )
  const { out: line } = await cli('validate', bad, '--json')
  expect(JSON.parse(line)).toMatchObject({
    message: { type: '850' },
    code: 'element-character',
    segment: 'PO1',
    element: 2,
  })
  expect(await cli('validate', order({ control: 8 }))).toMatchObject({ code: 0, err: '' })
  expect((await cli('validate', 'hello')).out).toContain('are no interchange: found "hello"')
})

test('ack: 997, 999, TA1 for a bad envelope, CONTRL', async () => {
  expect((await cli('ack', bad, '--number', '12')).out).toMatch(
    /^ISA.*\*ZZ\*BOLT .*\*ZZ\*ACME .*\*000000012\*0\*T\*>~GS\*FA.*~ST\*997\*0001~AK1\*PO\*7~AK2\*850\*0001~AK3\*PO1\*3\*\*8~AK4\*2\*330\*6\*TEN~AK5\*R\*5~AK9\*R\*1\*1\*0~/,
  )
  expect((await cli('ack', bad, '--type', '999')).out).toContain('~IK3*PO1*3**8~')
  expect((await cli('ack', order({ control: 9 }).replace('IEA*1*', 'IEA*2*'))).out).toMatch(
    /~TA1\*000000009\*.*\*R\*021~/,
  )
  const lost = ORDERS.replace('QTY+21:3', 'QTY+21:DREI')
  expect((await cli('ack', lost)).out).toMatch(
    /UNH\+1\+CONTRL:D:3:UN'UCI\+REF42\+4012345000009:14\+4098765000008:14\+7'UCM\+1\+ORDERS:D:96A:UN:EAN008\+4'UCS\+6'UCD\+37\+2:2'UNT/,
  )
  expect(await cli('ack', ORDERS, '--type', 'x')).toMatchObject({ code: 2, out: '' })
  const none = await cli('ack', 'hello')
  expect(none).toMatchObject({ code: 1, out: '' })
  expect(none.err).toContain('Nothing in it is answered')
})

test('translate: EDIFACT to X12, UBL and the canonical form; what is lost is told beside it', async () => {
  const canonical = await cli('translate', ORDERS)
  expect(JSON.parse(canonical.out)).toMatchObject({
    kind: 'order',
    number: 'PO-4711',
    lines: [{ number: '1', quantity: '3', ids: [{ scheme: 'gtin-13', value: '4000001000005' }] }],
  })
  const x12 = await cli('translate', ORDERS, '--to', 'x12', '--sender', '14:A', '--receiver', 'ZZ:B', '--number', '5')
  expect(x12.out).toMatch(/^ISA\*.*\*14\*A {14}\*ZZ\*B {14}\*.*\*000000005\*0\*T\*:~\nGS\*PO\*A\*B\*/)
  expect(x12.out).toContain('~\nBEG*00**PO-4711**20261120~\n')
  // What the target wants and the source does not have is said, and not made up.
  expect(x12).toMatchObject({ code: 1, err: expect.stringContaining('BEG02 (segment 2 of its set) is mandatory') })
  const ubl = await cli('translate', ORDERS, '--to', 'ubl')
  expect(ubl.out).toContain(
    "<cbc:Name>MÜLLER &lt;&amp; S'OHNE></cbc:Name>".replace('>>', '&gt;>').replace('OHNE></', 'OHNE&gt;</'),
  )
  const told = JSON.parse((await cli('translate', ORDERS, '--to', 'ubl', '--json')).out)
  expect(told.lineage).toContainEqual(expect.objectContaining({ path: 'number', from: expect.stringContaining('BGM') }))
})

test('translate: what cannot be is refused with the reason', async () => {
  const two = ORDERS + ORDERS.replace('REF42', 'REF43')
  expect((await cli('translate', two)).err).toContain('holds 2 messages. Which one? --message 1 to 2')
  expect(await cli('translate', two, '--message', '2')).toMatchObject({ code: 0 })
  expect((await cli('translate', two, '--message', '3')).err).toContain('holds 2 messages, and so no message 3')
  expect((await cli('translate', ORDERS, '--to', 'word')).err).toContain('There is no format "word". There are cxml:')
  expect((await cli('translate', ORDERS, '--to', 'ubl:Invoice')).err).toMatch(/✗ .*order/)
  expect((await cli('translate', 'hello')).err).toContain('is neither X12 nor EDIFACT, XML nor JSON')
  expect((await cli('translate', '<Order xmlns="urn:x"/>', '--to', 'x12')).code).toBe(1)
})

test('what comes by a pipe is read as a file is: by - or by its name, at any place that is looked at', async () => {
  const whole = await cli('inspect', ORDERS)
  expect(await run(['inspect', '-'], ORDERS)).toEqual(whole)
  expect((await run(['validate', '-'], bad)).out).toContain('PO102 (segment 3 of its set) is "TEN"')
  const written = await run(['translate', '-', '--to', 'ubl'], ORDERS)
  expect(written.out).toContain('<cbc:ID>PO-4711</cbc:ID>')
  expect((await run(['translate', '-', '--to', 'json'], written.out, 'utf8')).out).toContain('"number": "PO-4711"')
  const named = await new Promise((done) =>
    execFile(
      'sh',
      ['-c', 'cat "$0" | "$@"', join(folder, 'orders.edi'), process.execPath, MAIN, 'inspect', '/dev/stdin'],
      (_, out) => done(out),
    ),
  )
  expect(named).toBe(whole.out)
  expect((await run(['inspect', '-'])).out).toContain('The file is empty')
  expect(await run(['inspect', folder])).toMatchObject({ code: 1, err: expect.stringContaining('is a folder') })
})

test('X12 and EDIFACT in one file, with text around them, are read each by its own, answered and translated', async () => {
  const mixed = `Dear partner\n${order({ control: 3 })}and\n${ORDERS}\n${order({ control: 4 })}`
  const { out, code } = await cli('validate', mixed, '--json')
  const rubbish = out.trim().split('\n')
  expect(code).toBe(1)
  expect(rubbish.map((line) => JSON.parse(line).code)).toEqual(['not-an-interchange', 'not-an-interchange'])
  expect(rubbish.map((line) => JSON.parse(line).value)).toEqual(['Dear partner\\x0a', 'and\\x0a'])
  const found = (await cli('inspect', mixed, '--json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(found.filter(({ kind }) => kind === 'message').map(({ type }) => type)).toEqual(['850', 'ORDERS', '850'])
  const { from, to } = found.find(({ type }) => type === 'ORDERS')
  expect(mixed.slice(from, to).trim()).toMatch(/^UNH\+1\+ORDERS.*UNT\+8\+1'$/s)
  expect((await cli('ack', mixed)).out).toMatch(/^ISA.*~ST\*997.*ISA.*~ST\*997.*UNB\+UNOC.*UCI\+REF42.*UNZ\+1\+3'$/s)
  const second = await cli('translate', mixed, '--message', '2')
  expect(JSON.parse(second.out)).toMatchObject({ kind: 'order', number: 'PO-4711' })
  expect((await cli('validate', `Hello\n${ORDERS}`)).out).toMatch(
    /found "Hello\\x0a"(?:.|\n)*\n1 message, 0 with errors; 1 error,/,
  )
})

test('what is wrong at the beginning of a group is told once, and a set without a table is noted', async () => {
  const grouped = ORDERS.replace('UNH+', "UNG+ORDERS+A:14+B:14+261120:2230+1+UN+D:96A:TOOLONG'\nUNH+").replace(
    'UNZ+1',
    "UNE+1+1'\nUNZ+1",
  )
  expect((await cli('validate', grouped)).out.match(/"TOOLONG", longer than 6 characters/g)).toHaveLength(1)
  const other = order({ control: 5 }).replace('ST*850', 'ST*875')
  expect(await cli('validate', other)).toMatchObject({
    code: 0,
    out: '! 875 0001: 875 004010 is not among the sets known here: its envelope and counts were checked, nothing else.\n1 message, 0 with errors; 0 errors, 1 note in all.\n',
  })
})

test('UBL and cXML: which document it is, and what is wrong in it', async () => {
  const ubl = ublOrder({ number: 'U-1' })
  expect(await cli('validate', ubl)).toMatchObject({ code: 0, out: expect.stringMatching(/^1 message, 0 with errors/) })
  expect(await cli('inspect', ubl)).toMatchObject({ code: 0, out: 'UBL Order 2.1 U-1\n' })
  const dated = ubl.replace(/<cbc:IssueDate>[^<]*/, '<cbc:IssueDate>yesterday')
  const told = await cli('validate', dated)
  expect(told.code).toBe(1)
  expect(told.out).toMatch(/^✗ UBL Order 2\.1 U-1: \/Order\/cbc:IssueDate \(line \d+, column \d+\) is "yesterday"/)
  expect(JSON.parse((await cli('validate', dated, '--json')).out)).toMatchObject({
    code: 'element-value',
    line: expect.any(Number),
  })
  expect((await cli('inspect', dated, '--html')).out).toContain('is &quot;yesterday&quot;, expected')
  expect(await cli('validate', cxmlOrder({ payloadId: 'p', number: '1' }))).toMatchObject({ code: 0 })
  const cut = await cli('validate', ubl.slice(0, -20))
  expect(cut).toMatchObject({ code: 1, out: expect.stringContaining('ends before it is closed') })
  expect((await cli('validate', '<Note/>')).out).toMatch(/^✗ The document .*expected UBL Order/)
})

test('translate: to and from a layout of your own, in the characters that it declares', async () => {
  const column = (name: string, path: string) => ({ name, path })
  const columns = [
    column('Order', '/number'),
    column('Buyer', '/parties[buyer].name'),
    column('Line', 'number'),
    { ...column('Count', 'quantity'), type: 'decimal' },
  ]
  const layout = { kind: 'order', form: 'delimited', names: true, delimiter: ';', charset: 'windows-1252' }
  const path = join(folder, 'layout.json')
  await writeFile(path, JSON.stringify({ ...layout, records: [{ type: 'row', columns }] }))
  const rows = join(folder, 'rows.csv')
  await new Promise((done) =>
    execFile(
      'sh',
      ['-c', `"$0" "$@" > ${rows}`, process.execPath, MAIN, 'translate', join(folder, 'orders.edi'), '--to', path],
      done,
    ),
  )
  expect(await readFile(rows, 'latin1')).toBe("Order;Buyer;Line;Count\r\nPO-4711;M\u00dcLLER <& S'OHNE>;1;3\r\n")
  const back = await run(['translate', rows, '--from', path])
  expect(JSON.parse(back.out)).toMatchObject({
    ...{ kind: 'order', number: 'PO-4711', parties: [{ role: 'buyer', name: "MÜLLER <& S'OHNE>" }] },
    lines: [{ number: '1', quantity: '3' }],
  })
  await writeFile(path, JSON.stringify({ ...layout, form: 'tabular', records: [] }))
  const { code, err } = await cli('translate', ORDERS, '--to', path)
  expect(code).toBe(1)
  expect(err).toContain('✗ form is "tabular", expected one of delimited, fixed, json. Correct the value.')
  expect((await cli('translate', ORDERS, '--to', 'missing.json')).err).toContain('missing.json cannot be read (ENOENT)')
})

test('translate: an address that an envelope cannot hold is refused, and what is lost stays on its line', async () => {
  const long = await cli('translate', ORDERS, '--to', 'x12', '--sender', 'ZZ:MORETHANFIFTEENCHARACTERS')
  expect(long).toMatchObject({ code: 2, out: '', err: expect.stringContaining('identifier of 1 to 15') })
  const noted = ublOrder({ number: '1' }).replace('<cbc:IssueDate>', '<cbc:UUID>two\nlines</cbc:UUID><cbc:IssueDate>')
  expect((await cli('translate', noted)).err).toContain('"two\\x0alines"')
})

test('a guide: a file is held against it, and samples are made of it', async () => {
  const path = join(folder, 'guide.json')
  await writeFile(path, JSON.stringify(GUIDE))
  const { code, out } = await cli('validate', ORDERS, '--guide', path)
  expect(code).toBe(1)
  expect(out).toMatch(/NAD\[SU\]/)
  const sample = await cli('sample', JSON.stringify(GUIDE), '--seed', '3')
  expect(sample).toMatchObject({ code: 0, out: expect.stringMatching(/^UNH\+.*NAD\+SU.*UNT\+/s) })
  expect(await cli('sample', JSON.stringify(GUIDE), '--seed', '3')).toEqual(sample)
  const broken = JSON.parse((await cli('sample', JSON.stringify(GUIDE), '--broken', '--json')).out)
  expect(broken.map((one: { place: string }) => one.place)).toContain('NAD[SU]')
  const bad = await cli('sample', JSON.stringify({ ...GUIDE, document: 'ORDRS' }))
  expect(bad).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is no guide that can be used') })
})

test('a guide: its expressions are asked as well, of the messages that it is for', async () => {
  const path = join(folder, 'asking.json')
  const rules = [
    {
      id: 'few',
      check: 'expression',
      expression: "$count(LIN[QTY[QTY01_2 = '3']]) = 0",
      sentence: 'Not three, please',
    },
    { id: 'ours', check: 'expression', expression: "BGM.BGM02 = 'PO-4711'", sentence: 'Our number' },
    {
      id: 'endless',
      check: 'expression',
      expression: '($f := function($x) { $f($x + 1) }; $f(1))',
      severity: 'warning',
      sentence: 'Ends',
    },
  ]
  await writeFile(path, JSON.stringify({ ...GUIDE, segments: [], rules }))
  const { code, out } = await cli('validate', ORDERS, '--guide', path)
  expect(code).toBe(1)
  expect(out).toMatch(/^✗ ORDERS 1: .*few/m)
  expect(out).toMatch(/^! ORDERS 1: .*endless/m)
  expect(out).not.toContain('ours')
  expect(out).toContain('1 message, 1 with errors; 1 error, 1 note in all.')
  const set = order({ control: 11 })
  expect(await cli('validate', set, '--guide', path)).toMatchObject({
    code: 0,
    out: expect.stringContaining('0 errors'),
  })
  const x12 = { ...GUIDE, standard: 'x12', release: '004010', document: '850', segments: [] }
  const each = [{ id: 'each', check: 'expression', expression: "PO1.PO103 = 'XX'", sentence: 'Only XX' }]
  await writeFile(path, JSON.stringify({ ...x12, rules: each }))
  const told = (await cli('validate', set, '--guide', path, '--json')).out
  expect(JSON.parse(told)).toMatchObject({
    message: { type: '850' },
    code: 'guide-rule',
    rule: 'each',
    severity: 'error',
  })
})

test('map: a mapping of JSON is used and its samples are tested; one that does not end is ended', async () => {
  const mapping = {
    expression: '{ "number": id, "total": $decimalSum(items.price) }',
    samples: [{ name: 'one', source: { id: 7, items: [{ price: 1.1 }] }, target: { number: '7', total: '1.1' } }],
  }
  const source = join(folder, 'source.json')
  await writeFile(source, '{"id": 8, "items": [{"price": 12345678901.05}, {"price": 0.10}]}')
  expect(await cli('map', JSON.stringify(mapping))).toMatchObject({
    code: 0,
    out: '1 sample, each gave what it should.\n',
  })
  const used = await cli('map', JSON.stringify(mapping), source)
  expect(JSON.parse(used.out)).toEqual({ number: '8', total: '12345678901.15' })
  const other = await cli('map', JSON.stringify({ ...mapping, expression: '{ "number": id }' }))
  expect(other).toMatchObject({ code: 1, out: '', err: expect.stringContaining('sample one: total') })
  const bad = { expression: `$contains("${'a'.repeat(60)}!", /(a+)+$/)`, samples: [] }
  const ended = await cli('map', JSON.stringify(bad), source)
  expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('it took more than 1000 ms') })
  expect(await cli('map', '{"samples": []}')).toMatchObject({ code: 1, err: expect.stringContaining('expression') })
})
