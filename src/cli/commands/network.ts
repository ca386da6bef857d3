import { readFileSync } from 'node:fs'
import { ask, askFor, CliError } from '../connection.ts'
import type { Command } from '../main.ts'

interface Report {
  created: string[]
  changed: string[]
  proposed: string[]
}

export const apply: Command = {
  usage: 'apply FILE [--dry-run]',
  summary: 'brings organizations, channels and agreements to what the YAML file says',
  help: `
What the file does not name stays. A secret is written as \${NAME}, and its value is taken from the environment of this command.`,
  async run([file], { json, dryRun }) {
    if (!file) throw new CliError('Which file? entrepot apply network.yaml')
    let body: string
    try {
      body = readFileSync(file, 'utf8')
    } catch (error) {
      throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
    }
    const asked = { text: body, secrets: secretsOf(body) }
    const { body: report } = await askFor<Report>(`PUT /api/v1/network?dryRun=${dryRun}`, asked)
    if (json) return JSON.stringify(report)
    const lines = [
      ...report.created.map((one) => `+ ${one}`),
      ...report.changed.map((one) => `~ ${one}`),
      ...report.proposed.map((one) => `? ${one}: proposed, another person of the grid has to approve it`),
    ]
    return lines.length > 0 ? lines.join('\n') : 'Nothing to change.'
  },
}

export const exportNetwork: Command = {
  usage: 'export',
  summary: 'writes the network as YAML, as `apply` takes it',
  run: async () => (await ask('/api/v1/network')).text(),
}

/** What the file refers to as `${NAME}`, as far as the environment has it; the grid says what is missing. */
function secretsOf(text: string): Record<string, string> {
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!)
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
