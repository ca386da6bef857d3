import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network } from '../messages.ts'

let grid: TestGrid

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
})
afterAll(() => grid.close())

test('the types of the console are made from the description of the API (-u writes them anew)', async () => {
  const answer = await fetch(`${grid.url}/api/openapi.json`)
  const types = astToString(await openapiTypescript((await answer.json()) as OpenAPI3))
  const head = '// Generated from /api/openapi.json: npm test -- test/console/api.test.ts -u\n'
  await expect(head + types).toMatchFileSnapshot('../../web/api/schema.generated.ts')
})
