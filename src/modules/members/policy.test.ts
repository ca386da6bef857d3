import { expect, test } from 'vitest'
import { scopes } from '../access/scopes.ts'
import { roles, rolesIn, scopesOf } from './policy.ts'
import { meAnswer } from './present.ts'

test('an admin has every scope, a guest none, and whoever only looks none that changes', () => {
  expect([...scopesOf('admin')].sort()).toEqual([...scopes].sort())
  expect(scopesOf('guest')).toEqual([])
  expect(scopesOf('auditor').filter((scope) => !scope.endsWith(':read'))).toEqual([])
  for (const role of roles) expect(new Set(scopesOf(role)).size).toBe(scopesOf(role).length)
})

test('nobody but an admin and a partner-admin manages people', () => {
  expect(roles.filter((role) => scopesOf(role).includes('people:write'))).toEqual(['admin', 'partner-admin'])
  expect(rolesIn('a partner')).not.toContain('admin')
  expect(rolesIn(null)).not.toContain('partner-admin')
})

test('a key of the grid without a host is answered as nobody of no organization', () => {
  expect(meAnswer.parse({ member: null, organization: null, scopes: ['*'], hides: [] }).member).toBeNull()
})
