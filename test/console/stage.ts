import { buildConsole } from '../../src/console/building.ts'
import { fillSample, makeSample } from '../../src/modules/sample/sample.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { openDoor, type Somebody } from './door.ts'

const ALL = [
  'exchange:read',
  'exchange:write',
  'exchange:decide',
  'work:read',
  'work:write',
  'partners:read',
  'archive:read',
]

/** A grid with the sample network and the console that is in the sources, with a door before it. */
export async function setStage() {
  await buildConsole(() => {})
  const grid = await startTestGrid({ network: 'organizations: {}' })
  await makeSample(grid.app.grid)
  await grid.app.reload()
  await fillSample(grid.app.exchange, new AbortController().signal)
  const door = await openDoor(grid.url)
  return {
    grid,
    door,
    somebody: (slug: string | null, scopes?: string[]) => somebody(grid, slug, scopes),
    async close() {
      await door.close()
      await grid.close()
    },
  }
}

export type Stage = Awaited<ReturnType<typeof setStage>>

async function somebody(grid: TestGrid, slug: string | null, scopes = ALL): Promise<Somebody> {
  const [organization] = await grid.query('select id, slug, name, role from organizations where slug = $1', [
    slug ?? 'harbour',
  ])
  const member = { id: 'm1', name: 'Robin Weaver', email: 'robin@harbour.example', role: 'operator' }
  return {
    key: await grid.keyOf(slug, scopes),
    me: {
      member: { ...member, locale: 'en', timeZone: 'Europe/Berlin' },
      organization: organization as Somebody['me']['organization'],
      scopes,
    },
  }
}
