import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { InterchangeReader } from '../../src/edi/x12/interchange-reader.ts'

/** Each file lies in `<version>/<set>/pass` or `fail`; beside the latter stands what must be found in it, and nothing else. */
const folder = new URL('../fixtures/edi/x12/', import.meta.url)
const files = globSync('*/*/{pass,fail}/*.edi', { cwd: folder.pathname }).sort()

function problemsOf(bytes: Uint8Array, set: string) {
  const reader = new InterchangeReader()
  const items = [...reader.push(bytes), ...reader.end()]
  const sets = items.flatMap((item) => (item.kind === 'set' ? [item.set] : []))
  expect(sets.map(({ type, known }) => [type, known])).toEqual([[set, true]])
  return items.flatMap((item) => ('problems' in item ? item.problems : item.kind === 'set' ? item.set.problems : []))
}

test('there are fixtures', () => {
  expect(files.length).toBeGreaterThan(25)
})

test.each(files)('%s', (file) => {
  const set = basename(dirname(dirname(file)))
  const found = problemsOf(readFileSync(new URL(file, folder)), set)
  const fails = basename(dirname(file)) === 'fail'
  const expected: object[] = fails
    ? JSON.parse(readFileSync(new URL(file.replace(/edi$/, 'expected.json'), folder), 'utf8'))
    : []
  expect(found).toEqual(expected.map((one) => expect.objectContaining(one)))
})
