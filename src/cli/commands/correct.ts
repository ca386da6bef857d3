import { readFileSync } from 'node:fs'
import { ask, CliError, UsageError } from '../connection.ts'
import type { Command } from '../main.ts'

interface Tried {
  id?: string
  diff: { hunks: { at: number; removed: string[]; added: string[] }[]; unit: string; cut: boolean }
  verdict: {
    valid: boolean
    problems: { sentence: string }[]
    documents: { status: string; problems: { sentence: string }[] }[]
  }
}

export const correct: Command = {
  usage: 'correct KIND ID FILE',
  summary: 'keeps an edited copy: what differs, and whether it is valid; then: resend correction ID',
  help: `
  correct document ID FILE --reason R       FILE: its segments, edited
  correct interchange ID FILE --reason R    FILE: the whole interchange, edited
With --dry-run nothing is kept. Exit code 1: still not valid.`,
  options: { reason: { type: 'string' } },
  async run([noun, id, file], { json, dryRun, given }) {
    if ((noun !== 'document' && noun !== 'interchange') || !id || !file)
      throw new UsageError('What is corrected by which file?')
    if (typeof given['reason'] !== 'string' && !dryRun) throw new UsageError('Say why: --reason "…"')
    const query = new URLSearchParams(dryRun ? { dryRun: 'true' } : { reason: String(given['reason']) })
    const response = await ask(`/api/v1/${noun}s/${encodeURIComponent(id)}/corrections?${query}`, {
      method: 'POST',
      body: new Uint8Array(read(file)),
      headers: { 'content-type': 'application/octet-stream' },
    })
    const body = (await response.json()) as Tried
    return { text: json ? JSON.stringify(body, null, 2) : told(body), code: body.verdict.valid ? 0 : 1 }
  },
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function told({ id, diff, verdict }: Tried): string {
  const changes = diff.hunks.flatMap(({ at, removed, added }) => [
    `@ ${diff.unit} ${at}`,
    ...removed.map((piece) => `- ${piece}`),
    ...added.map((piece) => `+ ${piece}`),
  ])
  const problems = [...verdict.problems, ...verdict.documents.flatMap((document) => document.problems)]
  const end = id === undefined ? 'Nothing was kept.' : `Kept as correction ${id}.`
  return [
    ...changes,
    ...(diff.cut ? ['… and more'] : []),
    ...problems.map(({ sentence }) => `! ${sentence}`),
    `${verdict.valid ? 'Valid.' : 'Still not valid.'} ${end}`,
  ].join('\n')
}
