import { buildConsole } from '../../src/console/building.ts'
import { firstSignInLink } from '../../src/modules/members/verbs/links.ts'
import { fillSample, makeSample } from '../../src/modules/sample/sample.ts'
import { startTestGrid, type TestGrid, type TestGridOptions } from '../grid.ts'
import { accepted, joined, PASSWORD, type Person } from '../person.ts'

/** A grid with the sample network, the console that is in the sources, and its first admin. */
export async function setStage(where: Pick<TestGridOptions, 'dataFolder' | 'env'> = {}) {
  await buildConsole(() => {})
  const grid = await startTestGrid({ network: 'organizations: {}', ...where })
  await makeSample(grid.app.grid)
  await grid.app.reload()
  await fillSample(grid.app.exchange, new AbortController().signal)
  const { link } = (await firstSignInLink(grid.app.grid, grid.app.grid.config.publicUrl))!
  const ada = { name: 'Ada Brook', email: 'ada@harbour.example', password: PASSWORD, timeZone: 'Europe/Berlin' }
  const admin = await accepted(grid, link, ada)
  const known = new Map<string, Promise<Person>>()
  return {
    grid,
    admin,
    /** Somebody with this role, of the grid (null) or of a partner; the same one each time. */
    somebody(slug: string | null, role: string): Promise<Person> {
      const key = `${role}.${slug ?? 'harbour'}`
      if (!known.has(key)) known.set(key, joining(grid, admin, { slug, role, email: `${key}@people.example` }))
      return known.get(key)!
    },
    close: () => grid.close(),
  }
}

export type Stage = Awaited<ReturnType<typeof setStage>>

async function joining(
  grid: TestGrid,
  admin: Person,
  { slug, role, email }: { slug: string | null; role: string; email: string },
): Promise<Person> {
  const organization = slug === null ? null : grid.app.exchange.directory.organizationBySlug(slug)!.id
  const ends = role === 'guest' ? { endsAt: '2099-01-01T00:00:00Z' } : {}
  return joined(grid, admin, { email, role, organization, name: 'Robin Weaver', ...ends })
}

/** Puts a person's session into a browser. */
export function cookiesOf(stage: Stage, person: Person) {
  return [...person.cookies].map(([name, value]) => ({ name, value, url: stage.grid.url }))
}
