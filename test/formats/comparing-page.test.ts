import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RULES, type Rule } from '../../src/formats/chain/rules.ts'

const PAGE = readFileSync(new URL('../../docs/comparing.md', import.meta.url), 'utf8')

/** A row of the page's table. */
function row(name: string, { compares, kinds, severity, percent, absolute, days }: Rule): string {
  const tolerance = [percent && `${percent} %`, absolute, days !== undefined && `${days} days`].filter(Boolean)
  const text = `${compares.charAt(0).toUpperCase()}${compares.slice(1)}`
  return `| \`${name}\` | ${text} | ${kinds.join(', ')} | ${severity} | ${tolerance.join(', ')} |`
}

test('the page of comparing has every rule as it is, in order', () => {
  const rows = PAGE.split('\n').filter((line) => line.startsWith('| `') && line.split('|').length === 7)
  expect(rows).toEqual(Object.entries(RULES).map(([name, rule]) => row(name, rule)))
})
