import { expect, test } from 'vitest'
import { ANY } from './charsets.ts'
import { renumbered } from './renumbering.ts'
import { DEFAULT_SERVICE } from './service-string.ts'

const as = (text: string, reference: string, of: Partial<typeof DEFAULT_SERVICE> = {}) =>
  Buffer.concat(
    renumbered(Buffer.from(text, 'latin1'), { service: { ...DEFAULT_SERVICE, ...of }, charset: ANY }, reference),
  ).toString('latin1')

test.each([
  ['plain', "UNH+1+ORDERS:D:96A:UN'BGM+220+1'UNT+3+1'", "UNH+12+ORDERS:D:96A:UN'BGM+220+1'UNT+3+12'"],
  ['with line ends', "UNH+1+X'\r\nBGM'\r\nUNT+3+1'\r\n", "UNH+12+X'\r\nBGM'\r\nUNT+3+12'\r\n"],
  ['with released characters', "UNH+?'1?++X'FTX+?'UNT?+1'UNT+3+?'1?+'", "UNH+12+X'FTX+?'UNT?+1'UNT+3+12'"],
])('only both references change: %s', (_what, before, after) => {
  expect(as(before, '12')).toBe(after)
})

test('by the service characters of the interchange', () => {
  expect(as('UNH|7|X~UNT|2|7~', '1', { element: 0x7c, terminator: 0x7e })).toBe('UNH|1|X~UNT|2|1~')
})
