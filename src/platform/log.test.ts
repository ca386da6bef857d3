import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function logged(fields: object, level = 'info'): string {
  const lines: string[] = []
  createLog({ level, destination: { write: (line) => lines.push(line) } }).info(fields, 'said')
  return lines.join('')
}

test('secrets and contents are hidden, at the top and inside', () => {
  const line = logged({
    headers: { authorization: 'Bearer hunter2' },
    connection: { settings: { password: 'hunter2', privateKey: 'hunter2', host: 'sftp.example' } },
    apiKey: 'hunter2',
    interchange: { content: 'ISA*hunter2', id: '17' },
  })
  expect(line).not.toContain('hunter2')
  expect(JSON.parse(line)).toMatchObject({
    connection: { settings: { host: 'sftp.example' } },
    interchange: { id: '17' },
  })
})

test('an error of the database is logged without the values of the row', () => {
  const error = Object.assign(new Error('duplicate key'), { detail: 'Key (value)=(hunter2) exists', code: '23505' })
  const line = logged({ err: error })
  expect(line).toContain('23505')
  expect(line).not.toContain('hunter2')
})

test('lines below the level are not written', () => {
  expect(logged({}, 'warn')).toBe('')
})
