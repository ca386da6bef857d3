import { expect, test } from 'vitest'
import { bannedNames, passedOn, sizeTable, tooLong } from './shape.ts'
import { parseSource, readSource } from './source.ts'

const files = readSource('src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'web/**/*.{ts,tsx}').filter(
  ({ path }) => !path.includes('.generated.'),
)
const notTests = files.filter((file) => !file.path.endsWith('.test.ts'))

test('functions have at most 60 lines and files at most 400, or a reason', () => {
  console.log(sizeTable(notTests.filter((file) => /^(src|web)\//.test(file.path))))
  expect(notTests.flatMap(tooLong)).toEqual([])
})

test('names end in no empty word', () => {
  expect(files.flatMap(bannedNames)).toEqual([])
})

test('no file passes on what another declares', () => {
  expect(notTests.flatMap(passedOn)).toEqual([])
})

const lines = (count: number) => '  act()\n'.repeat(count)

test('a long function is found, one with a reason is not', () => {
  const found = (text: string) => tooLong(parseSource('src/x.ts', text))
  expect(found(`function f() {\n${lines(58)}}\n`)).toEqual([])
  expect(found(`function f() {\n${lines(59)}}\n`)).toEqual(['src/x.ts:1 is a function of 61 lines, more than 60'])
  expect(found(`const f = async () => {\n${lines(80)}}\n`)).toHaveLength(1)
  expect(found(`// long: a table in the order of the standard\nfunction f() {\n${lines(80)}}\n`)).toEqual([])
  expect(found(`// long:\nfunction f() {\n${lines(80)}}\n`)).toHaveLength(1)
  expect(found('act()\n'.repeat(401))).toHaveLength(1)
  expect(found(`// long: generated from the standard\n${'act()\n'.repeat(401)}`)).toEqual([])
})

test('empty words are found in names of files and declarations', () => {
  const found = (path: string, text: string) => bannedNames(parseSource(path, text))
  expect(found('src/x/order-utils.ts', '')).toHaveLength(1)
  expect(
    found('src/x/orders.ts', 'export class OrderManager {}\nconst rowData = 1\ninterface Metadata {}'),
  ).toHaveLength(2)
  expect(found('src/x/orders.ts', 'export function handleOrder() {}\ntype Database = 1')).toEqual([])
})

test('passing on is found in both its forms', () => {
  const found = (text: string) => passedOn(parseSource('src/x.ts', text))
  expect(found(`export { a } from './a.ts'`)).toHaveLength(1)
  expect(found(`export * from './a.ts'`)).toHaveLength(1)
  expect(found(`import { a } from './a.ts'\nexport { a }`)).toHaveLength(1)
  expect(found(`const a = 1\nexport { a }`)).toEqual([])
})
