import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { errorCatalogue } from '../../src/platform/errors.ts'
import { errorsPage } from './errors-page.ts'
import { PROJECT, readSource } from './source.ts'

beforeAll(async () => {
  const declaring = readSource('src/**/*.ts').filter(
    ({ path, text }) => !path.endsWith('.test.ts') && /= declareErrors\(/.test(text),
  )
  for (const { path } of declaring) await import(join(PROJECT, path))
})

test('docs/errors.md is the catalogue (npm test -- test/architecture/errors.test.ts -u writes it)', async () => {
  expect(errorCatalogue().size).toBeGreaterThan(20)
  await expect(errorsPage(errorCatalogue())).toMatchFileSnapshot('../../docs/errors.md')
})

test('an error is made by the catalogue, so that it has its advice', () => {
  const elsewhere = readSource('src/**/*.ts').filter(
    ({ path, text }) => path !== 'src/platform/errors.ts' && /new GridError\(/.test(text),
  )
  expect(elsewhere.map(({ path }) => `${path}: declare the code with declareErrors`)).toEqual([])
})
