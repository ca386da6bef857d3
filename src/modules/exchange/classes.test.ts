import { expect, test } from 'vitest'
import { connectors } from '../../connectors/connectors.ts'
import { classOf } from './classes.ts'

test('whatever a connector tells has a class of its own', () => {
  const codes = Object.values(connectors).flatMap(({ problems }) => Object.keys(problems))
  expect(codes.length).toBeGreaterThan(20)
  expect(codes.filter((code) => classOf('failure', code) === 'other')).toEqual([])
})

test('what cannot be reached may be tried again, what is set wrongly or refused is for a person', () => {
  expect(classOf('failure', 'sftp-unreachable')).toBe('connectivity')
  expect(classOf('failure', 's3-sign-in-refused')).toBe('configuration')
  expect(classOf('failure', 'sftp-name-taken')).toBe('refused')
  expect(classOf('failure', 'item-too-large')).toBe('validation')
  expect(classOf('quarantine', 'unreadable')).toBe('validation')
})
