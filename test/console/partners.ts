import { expect } from 'vitest'
import type { Stage } from './stage.ts'

/** Asks the grid as one who may do everything, beside the browser. */
export async function asGrid(stage: Stage, line: string, body?: object, version?: number) {
  const [method = 'GET', path = '/'] = line.split(' ')
  const headers = {
    authorization: `Bearer ${await stage.grid.keyOf(null, ['*'])}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
  }
  const options = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  const answer = await fetch(`${stage.grid.url}/api/v1${path}`, options)
  const text = await answer.text()
  expect([answer.status < 300, text]).toEqual([true, text])
  return JSON.parse(text)
}

/** A connection to where nobody listens. */
export async function madeConnection(stage: Stage, name: string): Promise<string> {
  const hostKeys = [`SHA256:${'A'.repeat(43)}`]
  const settings = { host: '127.0.0.1', port: 9, user: 'bolt', password: 'hunter2-hidden', hostKeys }
  const body = { connector: 'sftp', settings }
  return (await asGrid(stage, `PUT /organizations/bolt/connections/${name}`, body)).id
}

/** One that was tested, and then halted by an alarm. */
export async function haltedConnection(stage: Stage): Promise<string> {
  const id = await madeConnection(stage, 'halted')
  await asGrid(stage, `POST /connections/${id}/checks`)
  const problem = { code: 'sftp-host-key-changed', found: `SHA256:${'B'.repeat(43)}`, expected: 'another' }
  await stage.grid.query('update connections set halted = $1 where id = $2', [JSON.stringify(problem), id])
  return id
}
