import { isDeepStrictEqual } from 'node:util'
import { type DefaultsPlace, putDefaults } from '../agreements/defaults.ts'
import type { Rule } from '../agreements/rules.ts'
import { putRules } from '../agreements/ruling.ts'
import type { Applying } from './applying.ts'

interface Wanted {
  path: PropertyKey[]
  place: DefaultsPlace
  slug: string | null
  content: object | undefined
}

/** Defaults as the text says them; those that it does not name stay, or become nothing where that is asked for. */
export async function applyDefaults(a: Applying): Promise<void> {
  for (const { path, place, slug, content } of wantedOf(a)) {
    const { scope, mode } = place
    const found = a.current.defaults.find((one) => one.slug === slug && one.scope === scope && one.mode === mode)
    const routing = scope === 'routing'
    const label = routing
      ? `routing rules in ${mode}`
      : `defaults of ${slug === null ? 'the grid' : `${slug}, ${scope},`} in ${mode}`
    const put = (said: object) => () =>
      routing ? putRules(a.act, mode, said as Rule[]) : putDefaults(a.act, place, said)
    const nothing = routing ? [] : {}
    if (content !== undefined && !isDeepStrictEqual(found?.content ?? nothing, content)) {
      await a.step(path, label, put(content))
    } else if (content === undefined && found && !isDeepStrictEqual(found.content, nothing)) {
      await a.unnamed(path, label, put(nothing))
    }
  }
}

function wantedOf(a: Applying): Wanted[] {
  const modes = ['test', 'production'] as const
  const ofGrid = modes.map(
    (mode): Wanted => ({
      path: ['defaults', mode],
      place: { scope: 'grid', organization: null, mode },
      slug: null,
      content: a.network.defaults[mode],
    }),
  )
  const routing = modes.map(
    (mode): Wanted => ({
      path: ['routing', mode],
      place: { scope: 'routing', organization: null, mode },
      slug: null,
      content: a.network.routing[mode],
    }),
  )
  const ofSides = [...a.current.organizations].flatMap(([slug, { id }]) =>
    (['sending', 'receiving'] as const).flatMap((scope) =>
      modes.map(
        (mode): Wanted => ({
          path: ['organizations', slug, 'defaults', scope, mode],
          place: { scope, organization: id, mode },
          slug,
          content: a.named(slug)?.defaults[scope]?.[mode],
        }),
      ),
    ),
  )
  return [...ofGrid, ...routing, ...ofSides]
}
