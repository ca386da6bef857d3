import { expect, test } from 'vitest'
import { renumbered } from './renumbering.ts'

const code = (text: string) => text.charCodeAt(0)
const as = (text: string, number: string, element = '*', terminator = '~') =>
  Buffer.concat(
    renumbered(Buffer.from(text, 'latin1'), { element: code(element), terminator: code(terminator) }, number),
  ).toString('latin1')

test.each([
  ['plain', 'ST*850*0001~BEG*00*SA*0001~SE*3*0001~', 'ST*850*0012~BEG*00*SA*0001~SE*3*0012~'],
  ['with line ends', 'ST*850*1~\r\nCTT*1~\r\nSE*3*1~\r\n', 'ST*850*0012~\r\nCTT*1~\r\nSE*3*0012~\r\n'],
  ['with a guide', 'ST*850*0001*005010X1~SE*2*0001~', 'ST*850*0012*005010X1~SE*2*0012~'],
])('only both numbers change: %s', (_what, before, after) => {
  expect(as(before, '0012')).toBe(after)
})

test('by the delimiters of the interchange, a line end among them', () => {
  expect(as('ST|850|7\nBEG|00\nSE|3|7\n', '0001', '|', '\n')).toBe('ST|850|0001\nBEG|00\nSE|3|0001\n')
})
