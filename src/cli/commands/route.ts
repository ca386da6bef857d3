import { readFileSync } from 'node:fs'
import { ask, CliError, nameHeader } from '../connection.ts'
import type { Command } from '../main.ts'

interface Said {
  sentence: string
}

interface Foreseen {
  outcome: string
  sender: string | null
  receiver: string | null
  mode: string | null
  answers: string[]
  problems: Said[]
  documents: {
    type: string
    version: string
    key: string | null
    receiver: string | null
    status: string
    agreement: { type: string; version: number } | null
    channel: { name: string; kind: string } | null
    expects: string | null
    batch: { leavesAt: string; why: string; documents: number } | null
    rules: { rule: string; of: string; fired: boolean; because: string | null }[]
    problems: Said[]
  }[]
}

export const route: Command = {
  usage: 'route --dry-run FILE [SENDER]',
  summary: 'says what would become of a file and why, and does nothing',
  async run([file, organization], { json, dryRun }) {
    if (!file) throw new CliError('Which file? entrepot route --dry-run order.edi')
    if (!dryRun)
      throw new CliError(`To send it: entrepot send ORGANIZATION ${file}. To see what would happen, add --dry-run.`)
    let body: Buffer
    try {
      body = readFileSync(file)
    } catch (error) {
      throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
    }
    const headers = {
      'content-type': 'application/octet-stream',
      'entrepot-name': nameHeader(file),
      ...(organization ? { 'entrepot-organization': organization } : {}),
    }
    const response = await ask('/api/v1/routes/dry-run', { method: 'POST', body: new Uint8Array(body), headers })
    const { interchanges } = (await response.json()) as { interchanges: Foreseen[] }
    return json ? JSON.stringify(interchanges, null, 2) : interchanges.map(text).join('\n\n')
  },
}

function text({ outcome, sender, receiver, mode, answers, problems, documents }: Foreseen): string {
  const head = `would be ${outcome}: ${sender ?? '?'} → ${receiver ?? '?'}${mode === 'test' ? '   (test)' : ''}`
  const answered = answers.length > 0 ? [`  answered with ${answers.join(' and ')}`] : []
  return [
    head,
    ...answered,
    ...problems.map(({ sentence }) => `  ! ${sentence}`),
    ...documents.flatMap((one) => documentLines(one)),
  ].join('\n')
}

function documentLines(one: Foreseen['documents'][number]): string[] {
  const { type, version, key, receiver, status, agreement, channel, expects } = one
  const by = agreement ? `, by the agreement on ${agreement.type} (version ${agreement.version})` : ''
  const way = channel && status === 'released' ? `, out by ${channel.name} (${channel.kind})` : ''
  const receipt = expects && expects !== 'none' && status === 'released' ? `, expecting a ${expects}` : ''
  return [
    `  ${type} ${version} ${key ?? ''} → ${receiver ?? '?'}: ${status}${by}${way}${receipt}`,
    ...(one.batch ? [`    ${waits(one.batch)}`] : []),
    ...one.rules.map(
      ({ rule, of, fired, because }) => `    ${fired ? '✓' : '·'} ${rule} (${of})${because ? `: ${because}` : ''}`,
    ),
    ...one.problems.map(({ sentence }) => `    ! ${sentence}`),
  ]
}

function waits({ leavesAt, why, documents }: NonNullable<Foreseen['documents'][number]['batch']>): string {
  const many = `${documents} document${documents === 1 ? '' : 's'}`
  return why === 'due' ? `waits in a batch, ${many} by then, until ${leavesAt}` : `fills a batch: ${many} leave at once`
}
