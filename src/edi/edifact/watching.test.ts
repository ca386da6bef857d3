import { expect, test } from 'vitest'
import { Watch } from '../x12/watching.ts'
import { InterchangeReader } from './interchange-reader.ts'

function watched(paths: string[], segments: string[]) {
  const body = segments.map((one) => `${one}'`).join('')
  const text = `UNB+UNOC:3+A+B+261120:2230+1'UNH+1+ORDERS:D:96A:UN'${body}UNT+${segments.length + 2}+1'UNZ+1+1'`
  const reader = new InterchangeReader({ watch: new Watch({ paths, amount: true }) })
  const items = [...reader.push(Buffer.from(text, 'latin1')), ...reader.end()]
  return items.flatMap((item) => (item.kind === 'message' ? [item.message.watched!] : []))[0]!
}

test('values are found by segment, element and component, and behind the segment that qualifies them', () => {
  const segments = ['BGM+220+PO?+1+9', 'RFF+CT:C1', 'NAD+BY+111::9', 'RFF+VA:DE1', 'NAD+SU+222::9', 'RFF+VA:DE2']
  expect(watched(['BGM02', 'NAD[SU].NAD02-1', 'RFF01-2', 'NAD[SU].RFF01-2', 'XYZ01'], segments).values).toEqual({
    BGM02: ['PO+1'],
    'NAD[SU].NAD02-1': ['222'],
    'RFF01-2': ['C1', 'DE1', 'DE2'],
    'NAD[SU].RFF01-2': ['DE2'],
  })
})

const lines = ['LIN+1', 'QTY+21:10', 'PRI+AAA:2,5', 'LIN+2', 'QTY+21:300', 'PRI+AAA:7.5:::100', 'LIN+3', 'QTY+21:1']

test.each([
  ['a total of the message', [...lines, 'UNS+S', 'MOA+79:47.5', 'MOA+86:56,53'], '56.53'],
  ['the sum of quantities of prices, of as many as they are for', [...lines, 'UNS+S'], '47.5'],
  [
    'the sum of what lines say themselves',
    ['LIN+1', 'QTY+21:10', 'PRI+AAA:9', 'MOA+203:80.1', 'LIN+2', 'MOA+203:0.2', 'MOA+77:5', 'UNS+S'],
    '80.3',
  ],
  ['what a remittance pays in all', ['BGM+481+1', 'DOC+380+A', 'MOA+9:9', 'MOA+12:8', 'UNS+S', 'MOA+12:15.5'], '15.5'],
  [
    'the sum of what it pays',
    ['BGM+481+1', 'DOC+380+A', 'MOA+12:8', 'DOC+380+B', 'MOA+9:9', 'MOA+12:7.5', 'UNS+S'],
    '15.5',
  ],
  ['nothing', ['BGM+220+1'], null],
])('the amount is %s', (_what, segments, amount) => {
  expect(watched([], segments).amount).toBe(amount)
})
