#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { nearest } from '../platform/nearest.ts'
import { documents } from './commands/documents.ts'
import { apply, exportNetwork } from './commands/network.ts'
import { confirm, organization, reprocess } from './commands/partners.ts'
import { route } from './commands/route.ts'
import { send } from './commands/send.ts'
import { show } from './commands/show.ts'
import { CliError } from './connection.ts'

/** One command: what it is called with, and what it prints. */
export interface Command {
  usage: string
  summary: string
  run(operands: string[], options: { json: boolean; dryRun: boolean }): Promise<string>
}

const commands: Record<string, Command> = {
  send,
  documents,
  show,
  route,
  organization,
  confirm,
  reprocess,
  apply,
  export: exportNetwork,
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, summary }) => `  entrepot ${usage.padEnd(32)} ${summary}`)
  return [
    ...lines,
    '',
    '  --json   the answer as JSON',
    'Exit codes: 0 done, 1 refused or failed, 2 called wrongly.',
  ].join('\n')
}

/** Prints the answer and returns the exit code. */
async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const [name, ...operands] = positionals
    if (values.help || name === undefined) return print(help(), 0)
    const command = commands[name]
    if (!command) {
      const meant = nearest(name, Object.keys(commands))
      return print(`There is no command "${name}".${meant ? ` Did you mean "${meant}"?` : ''}\n${help()}`, 2)
    }
    return print(await command.run(operands, { json: values.json, dryRun: values['dry-run'] }), 0)
  } catch (error) {
    if (error instanceof CliError) return print(error.message, 1)
    if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) return print((error as Error).message, 2)
    throw error
  }
}

function print(text: string, code: number): number {
  if (code === 0) console.log(text)
  else console.error(text)
  return code
}

process.exitCode = await main(process.argv.slice(2))
