import { expect, test } from 'vitest'
import { forbiddenEdges, impurities } from './edges.ts'
import { parseSource, readSource, type SourceFile } from './source.ts'

const files = readSource('src/**/*.ts', 'web/**/*.{ts,tsx}').filter((file) => !file.path.endsWith('.test.ts'))

test('arrows go one way: web → HTTP → flows → modules → connectors, formats, edi → platform', () => {
  expect(forbiddenEdges(files)).toEqual([])
})

test('what is pure reaches neither disk nor network, clock, randomness or database', () => {
  expect(impurities(files)).toEqual([])
})

function edgesOf(path: string, text: string): string[] {
  return forbiddenEdges([parseSource(path, text)])
}

test('a forbidden import is told with its place and reason', () => {
  const [told, ...others] = edgesOf(
    'src/platform/jobs.ts',
    `\nimport { receive } from '../modules/exchange/verbs.ts'\n`,
  )
  expect(told).toBe(
    'src/platform/jobs.ts:2 must not import src/modules/exchange/verbs.ts: platform may import nothing else, because the ' +
      'platform has no business words: what it needs to know comes in as an argument',
  )
  expect(others).toEqual([])
})

test.each([
  ['src/modules/cases/verbs.ts', `import { x } from '../exchange/queries.ts'`],
  ['src/modules/cases/routes.ts', `const { x } = await import('../exchange/verbs-of-mine.ts')`],
  ['src/modules/cases/verbs.ts', `import { x } from '../../flows/run.ts'`],
  ['src/modules/cases/verbs.ts', `import { x } from '../../app.ts'`],
  ['src/connectors/s3/put.ts', `import type { X } from '../../modules/exchange/verbs.ts'`],
  ['src/sftp/server.ts', `import { x } from '../modules/homes/verbs.ts'`],
  ['src/edi/x12.ts', `import { x } from '../formats/ubl.ts'`],
  ['src/grid.ts', `import type { X } from './modules/exchange/verbs.ts'`],
  ['src/app.ts', `import { x } from '../web/paths.ts'`],
  ['web/pages/home/HomePage.tsx', `import { x } from '../../../src/modules/exchange/verbs.ts'`],
  ['web/api/me.ts', `import { x } from '../../src/config.ts'`],
])('%s may not say %s', (path, text) => {
  expect(edgesOf(path, text)).toHaveLength(1)
})

test.each([
  ['src/modules/cases/verbs.ts', `import { x } from '../exchange/verbs.ts'`],
  ['src/modules/cases/verbs.ts', `import { x } from '../exchange/verbs/receiving.ts'`],
  ['src/modules/cases/verbs.ts', `import type { X } from '../exchange/queries.ts'`],
  ['src/modules/cases/verbs.ts', `import { type X } from '../exchange/queries.ts'`],
  ['src/app.ts', `import { x } from './modules/exchange/routes.ts'`],
  ['src/edi/x12.ts', `import type { Problem } from '../platform/change.ts'`],
])('%s may say %s', (path, text) => {
  expect(edgesOf(path, text)).toEqual([])
})

test('impurity is found through files in between, and types do not count', () => {
  const tree = (entries: Record<string, string>): SourceFile[] =>
    Object.entries(entries).map(([path, text]) => parseSource(path, text))
  const way = tree({
    'src/edi/read.ts': `import { log } from '../platform/log.ts'`,
    'src/platform/log.ts': `import { pino } from 'pino'`,
  })
  expect(impurities(way)).toEqual([
    'src/edi/read.ts → src/platform/log.ts → pino: src/edi/read.ts is pure and must not reach pino',
  ])
  expect(impurities(tree({ 'src/edi/read.ts': `import type { Log } from '../platform/log.ts'` }))).toEqual([])
  expect(impurities(tree({ 'src/modules/cases/policy.ts': 'const late = Date.now() > due' }))).toHaveLength(1)
  expect(impurities(tree({ 'src/modules/cases/policy.ts': '// Date.now() comes in as an argument' }))).toEqual([])
})
