import { readFileSync } from 'node:fs'
import { ask, CliError } from '../connection.ts'
import type { Command } from '../main.ts'

export const apply: Command = {
  usage: 'apply FILE [--dry-run]',
  summary: 'brings organizations, channels and agreements to what the YAML file says',
  async run([file], { json, dryRun }) {
    if (!file) throw new CliError('Which file? entrepot apply network.yaml')
    let body: string
    try {
      body = readFileSync(file, 'utf8')
    } catch (error) {
      throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
    }
    const response = await ask(`/api/v1/network?dryRun=${dryRun}`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/yaml' },
    })
    const report = (await response.json()) as { created: string[]; changed: string[] }
    if (json) return JSON.stringify(report)
    const lines = [...report.created.map((one) => `+ ${one}`), ...report.changed.map((one) => `~ ${one}`)]
    return lines.length > 0 ? lines.join('\n') : 'Nothing to change.'
  },
}

export const exportNetwork: Command = {
  usage: 'export',
  summary: 'writes the network as YAML, as `apply` takes it',
  run: async () => (await ask('/api/v1/network')).text(),
}
