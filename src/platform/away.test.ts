import { expect, test } from 'vitest'
import { isAway, isCrowded } from './away.ts'

const said = (more: object, message = 'said') => Object.assign(new Error(message), more)

test('what says "no database" and nothing about the statement', () => {
  for (const code of ['57P01', '57P03', '08006', '08001']) expect(isAway(said({ code })), code).toBe(true)
  expect(isAway(said({ code: 'EAGAIN', syscall: 'connect' }))).toBe(true)
  const crowded = said({}, 'timeout exceeded when trying to connect')
  expect([isAway(crowded), isCrowded(crowded)]).toEqual([false, true])
  expect(isAway(said({ code: 'ENOENT', syscall: 'open' }))).toBe(false)
})

test('a statement that breaks the protocol is a bug, a pooler that lost its server is not', () => {
  expect(isAway(said({ code: '08P01', severity: 'ERROR' }, 'bind message supplies 1 parameters'))).toBe(false)
  expect(isAway(said({ code: '08P01', severity: 'FATAL' }, 'server conn crashed?'))).toBe(true)
})
