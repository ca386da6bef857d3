import { expect, test } from 'vitest'
import { detect } from './detect.ts'

test.each([
  ['x12', 'ISA*00*          *00*'],
  ['x12', '\r\n ISA|00|'],
  ['edifact', "UNA:+.? 'UNB+UNOC:3+A+B"],
  ['edifact', "UNA:+.? '\r\nUNB+UNOC:3+A+B"],
  ['edifact', 'UNB+UNOA:2+A'],
  ['edifact', '\xef\xbb\xbfUNB+UNOA:2+A'],
  ['xml', '<?xml version="1.0"?><Invoice/>'],
  ['xml', '\xef\xbb\xbf\n<Invoice xmlns="urn:x">'],
  ['json', ' {"a": 1}'],
  ['json', '[1]'],
  ['unknown', ''],
  ['unknown', 'ISABELLA'],
  ['unknown', 'UNABLE TO READ'],
  ['unknown', 'UNB|UNOA|'],
  ['unknown', 'a;b;c'],
  ['unknown', '< 5'],
] as const)('%s: %j', (kind, text) => {
  expect(detect(Buffer.from(text, 'latin1'))).toBe(kind)
})

test('XML in UTF-16 names itself by its byte order mark', () => {
  expect(detect(Buffer.from('\ufeff<a/>', 'utf16le'))).toBe('xml')
  expect(detect(Buffer.from('\ufeff<a/>', 'utf16le').swap16())).toBe('xml')
})
