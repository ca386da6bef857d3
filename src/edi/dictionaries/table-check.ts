import { ambiguitiesOf } from '../ambiguity.ts'
import { type DefinitionProblem, flaw, quoted } from '../definitions.ts'
import type { Use } from '../grammar.ts'

/** The largest table of the standards has some three hundred uses. */
const USES_MAX = 5_000

/** What is wrong in the table of a set or message of somebody's own; `ends`: what it must begin and end with. */
export function checkTable(
  content: Use[],
  { at, ends, segments }: { at: string; ends: [string, string]; segments: object },
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const [first, last] = [content[0]?.tag, content.at(-1)?.tag]
  if (first !== ends[0]) problems.push(flaw(at, `${quoted(first)} at the beginning`, `${ends[0]}, mandatory`))
  if (last !== ends[1]) problems.push(flaw(at, `${quoted(last)} at the end`, `${ends[1]}, mandatory`))
  let count = 0
  const unchecked = new Set<string>()
  const visit = (uses: Use[]): void => {
    count += uses.length
    for (const use of uses) {
      if (!Object.hasOwn(segments, use.tag)) unchecked.add(use.tag)
      if ('loop' in use) visit(use.loop.slice(1))
    }
  }
  visit(content)
  if (count > USES_MAX) return [...problems, flaw(at, `${count} uses of segments`, `at most ${USES_MAX}`)]
  for (const tag of unchecked)
    problems.push(
      flaw(at, `${tag}, of which no table is known`, 'a table in /segments to check its elements', 'warning'),
    )
  for (const { tag, places } of ambiguitiesOf(content))
    problems.push(flaw(at, `two places for ${tag}: ${places.join(' and ')}`, 'one; the nearest is taken', 'warning'))
  return problems
}
