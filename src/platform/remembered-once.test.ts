import { expect, test } from 'vitest'
import { RememberedOnce } from './remembered-once.ts'

test('what is remembered is given out once', () => {
  const all = new RememberedOnce<string>()
  all.remember('a', 'first')
  expect([all.take('a'), all.take('a'), all.take('b')]).toEqual(['first', undefined, undefined])
})

test('nobody asks: the oldest leave', () => {
  const all = new RememberedOnce<number>()
  for (let i = 0; i < 20_001; i++) all.remember(String(i), i)
  expect([all.take('0'), all.take('1'), all.take('20000')]).toEqual([undefined, 1, 20_000])
})
