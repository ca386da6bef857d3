import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDictionary } from '../../src/edi/dictionaries/dictionary.ts'
import { directoryOf } from '../../src/edi/edifact/directories.ts'
import { checkDocument } from '../../src/edi/guides/checks.ts'
import { readGuide } from '../../src/edi/guides/guide.ts'
import { planGuide } from '../../src/edi/guides/plan.ts'
import { sampleOf } from '../../src/edi/guides/samples.ts'
import { tokensOf, X12_SYNTAX } from '../../src/edi/guides/tokens.ts'
import { standardOf } from '../../src/edi/x12/standards.ts'

const page = readFileSync(new URL('../../docs/codec.md', import.meta.url), 'utf8')
const examples = (kind: string) =>
  [...page.matchAll(new RegExp(`\`\`\`json ${kind}\n([\\s\\S]*?)\n\`\`\``, 'g'))].map(([, text]) => text!)

test('each dictionary of the page can be used', () => {
  const found = examples('dictionary')
  expect(found).toHaveLength(2)
  for (const text of found) expect(readDictionary(text)).toMatchObject({ dictionary: { name: 'acme' }, problems: [] })
})

test('the guide of the page can be used, and its samples are as it says', () => {
  const [text, ...others] = examples('guide')
  expect(others).toEqual([])
  const { guide, problems } = readGuide(text!)
  expect(problems).toEqual([])
  const sample = sampleOf(guide!, { seed: 7 })
  expect(checkDocument(tokensOf(sample, X12_SYNTAX), planGuide(guide!))).toEqual([])
})

test('the problem that the page shows is told so', () => {
  const [text] = examples('dictionary')
  const { problems } = readDictionary(text!.replace('"9001 M"', '"9001 Q"'))
  const [{ path, found, expected } = { path: '', found: '', expected: '' }] = problems
  expect(page.replace(/\n/g, ' ')).toContain(`${path}: found ${found}, expected ${expected}.`)
})

test('the sets and messages of the page are those that have tables', () => {
  const section = page.slice(page.indexOf('## Sets and messages'), page.indexOf('The tables are files'))
  const known = [
    ...Object.keys(standardOf('005010')!.sets),
    ...Object.keys(directoryOf('D', '01B')!.messages),
    'CONTRL',
  ]
  const named = section.match(/\b(\d{3}|[A-Z]{6})\b/g) ?? []
  expect(new Set(named)).toEqual(new Set(known))
})
