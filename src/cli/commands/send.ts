import { readFileSync } from 'node:fs'
import { ask, CliError, nameHeader } from '../connection.ts'
import type { Command } from '../main.ts'

export const send: Command = {
  usage: 'send ORGANIZATION FILE',
  summary: 'sends a file as this organization (with a key of the organization itself, its name must be that)',
  async run([organization, file], { json }) {
    if (!organization || !file) throw new CliError('Who sends what? entrepot send acme order.edi')
    let body: Buffer
    try {
      body = readFileSync(file)
    } catch (error) {
      throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
    }
    const headers = {
      'content-type': 'application/octet-stream',
      'entrepot-organization': organization,
      'entrepot-name': nameHeader(file),
    }
    const answer = (await (
      await ask('/api/v1/interchanges', { method: 'POST', body: new Uint8Array(body), headers })
    ).json()) as { interchange: string }
    return json ? JSON.stringify(answer) : `Received as interchange ${answer.interchange}.`
  },
}
