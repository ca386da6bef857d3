import { expect, test } from 'vitest'
import { roles, rolesIn } from '../members/policy.ts'
import { type Happened, isTold, kinds, kindsFor, type Person, partnerFor, type Rule } from './policy.ts'

const happened: Happened = {
  kind: 'document-failed',
  concerned: 'acme',
  organizations: ['acme'],
  sender: 'acme',
  receiver: 'bolt',
  documentType: '850',
  actor: 'system',
}
const person = (of: Partial<Person>): Person => {
  return { id: 'p', organization: null, role: 'operator', name: 'Robin', email: 'robin@hub.example', rules: [], ...of }
}
const rule = (of: Partial<Rule>): Rule => ({ kind: null, documentType: null, partner: null, told: false, ...of })

test('of one organization only its people are told, and only of what names it', () => {
  const acme = person({ organization: 'acme', role: 'partner-member' })
  expect(isTold(acme, happened)).toBe(true)
  // The receiver is not told that the sender has trouble, whatever the event names and whatever its people wish.
  const bolt = person({ organization: 'bolt', role: 'partner-admin', rules: [rule({ told: true })] })
  expect(isTold(bolt, happened)).toBe(false)
  expect(isTold(bolt, { ...happened, organizations: ['acme', 'bolt'] })).toBe(false)
  expect(isTold(acme, { ...happened, organizations: [] })).toBe(false)
})

test('no wish tells anybody what their role does not see', () => {
  for (const role of roles) {
    for (const organization of [null, 'acme']) {
      if (!rolesIn(organization).includes(role)) continue
      const wishing = person({ role, organization, rules: [rule({ told: true })] })
      const told = kinds.filter((kind) => isTold(wishing, { ...happened, kind }))
      expect(told, role).toEqual(kindsFor(role, organization))
    }
  }
  expect(kindsFor('guest', null)).toEqual([])
  expect(kindsFor('partner-admin', 'acme')).not.toContain('approval-waiting')
  expect(kindsFor('partner-admin', 'acme')).not.toContain('work-assigned')
  expect(kindsFor('operator', null)).not.toContain('approval-waiting')
})

test('own rules go before those of the role; the one that says most decides', () => {
  const told = (...rules: Rule[]) => isTold(person({ rules }), happened)
  expect(told()).toBe(true)
  expect(told(rule({}))).toBe(false)
  expect(told(rule({ kind: 'receipt-overdue' }))).toBe(true)
  expect(told(rule({}), rule({ kind: 'document-failed', told: true }))).toBe(true)
  expect(told(rule({ kind: 'document-failed', told: true }), rule({ documentType: '850' }))).toBe(false)
  const partner = rule({ partner: 'acme', told: true })
  expect(told(rule({ kind: 'document-failed', documentType: '850' }), partner)).toBe(true)
  // The grid's people name either side; of two that say as much, one is told.
  expect(told(rule({ partner: 'bolt' }))).toBe(false)
  expect(told(rule({ partner: 'bolt' }), partner)).toBe(true)
  expect(told(rule({ documentType: '810' }))).toBe(true)
})

test('nobody is told what they did themselves, or what was given to somebody else', () => {
  const given: Happened = { ...happened, kind: 'work-assigned', owner: 'ROBIN ' }
  expect(isTold(person({}), given)).toBe(true)
  expect(isTold(person({}), { ...given, owner: 'robin@hub.example' })).toBe(true)
  expect(isTold(person({}), { ...given, owner: 'Kim' })).toBe(false)
  expect(isTold(person({}), { ...given, owner: '' })).toBe(false)
  expect(isTold(person({}), { ...given, actor: 'member:p' })).toBe(false)
})

test('a partner is told who is on the other side, the grid whose trouble it is', () => {
  expect(partnerFor({ organization: null }, happened)).toBe('acme')
  expect(partnerFor({ organization: 'acme' }, happened)).toBe('bolt')
  expect(partnerFor({ organization: 'acme' }, { ...happened, sender: 'other' })).toBe(null)
  expect(partnerFor({ organization: null }, { ...happened, sender: null })).toBe('acme')
})
