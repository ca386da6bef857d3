import { expect, test } from 'vitest'
import { charsetOf, LEVELS, transliterated } from './charsets.ts'

test.each(LEVELS)('what %s has is the same after writing and reading', (level) => {
  const charset = charsetOf(level)!
  const all = Array.from({ length: 0x2200 }, (_, code) => String.fromCharCode(code)).join('')
  const lacking = new Set(charset.lacking(all))
  const has = [...all].filter((character) => !lacking.has(character)).join('')
  expect(has).toContain('A')
  expect(charset.decode(charset.encode(has))).toBe(has)
  for (const byte of charset.odd) expect(charset.lacking(charset.decode(Uint8Array.of(byte)))).not.toBe('')
})

test('each level has its letters, and no other', () => {
  const has = (level: string, character: string) => charsetOf(level)!.lacking(character) === ''
  expect([has('UNOA', 'A'), has('UNOA', 'a'), has('UNOA', '@'), has('UNOA', 'Ä')]).toEqual([true, false, false, false])
  expect([has('UNOB', 'a'), has('UNOB', '@'), has('UNOB', 'Ä')]).toEqual([true, false, false])
  expect([has('UNOC', '@'), has('UNOC', 'Ä'), has('UNOC', '\u0080'), has('UNOC', '€')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([has('UNOD', 'ł'), has('UNOE', 'Ж'), has('UNOF', 'Ω'), has('UNOG', 'Ħ'), has('UNOH', 'Ķ')]).toEqual(
    Array(5).fill(true),
  )
  expect([has('UNOI', 'م'), has('UNOJ', 'א'), has('UNOK', 'ğ'), has('UNOY', '訂'), has('UNOW', '€')]).toEqual(
    Array(5).fill(true),
  )
  expect(charsetOf('UNOX')).toBeUndefined()
  expect(charsetOf('constructor')).toBeUndefined()
})

test('ISO 8859 is what it is, not the code page of Windows that browsers take it for', () => {
  const decode = (level: string, byte: number) => charsetOf(level)!.decode(Uint8Array.of(byte))
  expect(['UNOC', 'UNOK'].map((level) => decode(level, 0x80))).toEqual(['\u0080', '\u0080'])
  expect(decode('UNOK', 0xfd)).toBe('ı')
})

test('a text in the letters of a level', () => {
  expect(transliterated('Größe: 5 µ', charsetOf('UNOA')!)).toBe('GROESSE: 5 µ')
  expect(transliterated('Žluťoučký kůň', charsetOf('UNOC')!)).toBe('Zlutoucký kun')
  expect(transliterated('one\r\ntwo', charsetOf('UNOC')!)).toBe('one two')
})
