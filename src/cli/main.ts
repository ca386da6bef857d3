#!/usr/bin/env node
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { keepCompiled } from '../platform/compiled.ts'
import { nearest } from '../platform/nearest.ts'
import { commands } from './commands.ts'
import { CliError, UsageError } from './connection.ts'

/** One command: what it is called with, and what it prints. */
export interface Command {
  usage: string
  summary: string
  /** What it takes besides the options of all commands. */
  options?: NonNullable<ParseArgsConfig['options']>
  /** Shown by `entrepot NAME --help`, below usage and summary. */
  help?: string
  run(operands: string[], options: Options): Promise<string | Outcome>
}

export interface Options {
  json: boolean
  dryRun: boolean
  /** The command's own. */
  given: Record<string, string | boolean | undefined>
}

/** An answer that is not all well. */
export interface Outcome {
  text: string
  code: number
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = all.map(({ usage, summary }) => `  entrepot ${usage.padEnd(32)} ${summary}`)
  return [
    ...lines,
    '',
    '  --json   the answer as JSON',
    '  --help   this, or more about one command: entrepot resend --help',
    'Exit codes: 0 done, 1 refused or failed, 2 called wrongly.',
  ].join('\n')
}

const COMMON = {
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** Prints the answer and returns the exit code. */
async function main(args: string[]): Promise<number> {
  const name = args.find((word) => !word.startsWith('-'))
  const command = name !== undefined && Object.hasOwn(commands, name) ? await commands[name]!() : undefined
  if (name !== undefined && !command) {
    const meant = nearest(name, Object.keys(commands))
    return print(`There is no command "${name}".${meant ? ` Did you mean "${meant}"?` : ''}\n${await help()}`, 2)
  }
  try {
    const options = { ...command?.options, ...COMMON }
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    if (!command) return print(await help(), 0)
    if (values.help) return print(`entrepot ${command.usage}\n  ${command.summary}\n${command.help ?? ''}`.trimEnd(), 0)
    const { json, 'dry-run': dryRun, help: _, ...given } = values
    const answer = await command.run(positionals.slice(1), { json, dryRun, given: given as Options['given'] })
    if (typeof answer === 'string') return print(answer, 0)
    // What comes in pieces has been printed already.
    if (answer.text !== '') console.log(answer.text)
    return answer.code
  } catch (error) {
    if (error instanceof UsageError) return print(`${error.message}\nentrepot ${command!.usage}`, 2)
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

// Who reads only the first lines has seen enough: entrepot inspect large.edi | head
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
keepCompiled()
process.exitCode = await main(process.argv.slice(2))
