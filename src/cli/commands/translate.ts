import { open } from 'node:fs/promises'
import { DETECT_BYTES, detect } from '../../edi/detect.ts'
import { renderProblem } from '../../edi/problems.ts'
import { canonicalSchema } from '../../formats/canonical/documents.ts'
import { sentenceOf } from '../../formats/problems.ts'
import {
  FORMATS,
  type Report,
  readDocument,
  type Source,
  type Translation,
  translateRead,
} from '../../formats/translate.ts'
import { CliError, UsageError } from '../connection.ts'
import { edifactFinder } from '../files/edifact.ts'
import { say } from '../files/printing.ts'
import { type FoundMessage, MessageFile } from '../files/reading.ts'
import { type Addresses, fileOf, formatFor } from '../files/translating.ts'
import { x12Finder } from '../files/x12.ts'
import type { Command } from '../main.ts'

/** Of one document. */
const BYTES_MAX = 67_108_864
const PROBLEMS_MAX = 100

interface Given {
  name: string
  source: Source
}

export const translate: Command = {
  usage: 'translate FILE --to FORMAT',
  summary: 'a document in another format, and what of it was lost; no grid is asked',
  options: {
    to: { type: 'string' },
    message: { type: 'string' },
    sender: { type: 'string' },
    receiver: { type: 'string' },
    number: { type: 'string' },
    schema: { type: 'boolean', default: false },
  },
  help: `
  --to FORMAT       json (the canonical form), x12, edifact, ubl, cxml, or exactly: x12:850, edifact:ORDERS:D01B, ubl:Order, cxml:OrderRequest
  --message N       which message of a file of several, from 1
  --sender Q:ID     who the new envelope names: the qualifier and the identifier; ZZ:SENDER without it
  --receiver Q:ID   the same for the receiver
  --number N        the control number of the new envelope; 1 without it
  --schema          the JSON schema of the canonical form, and nothing else
  --json            the document in the canonical form, what was lost, and where each value comes from
FILE is X12, EDIFACT, UBL, cXML or the canonical form; of at most 64 MB a document. What was lost is told beside the result, on the
error output. Exit code 1: it could not be translated, or there are errors in it.`,
  async run([path], { json, given }) {
    if (given['schema']) return JSON.stringify(canonicalSchema(), null, 2)
    if (!path) throw new UsageError('Which file? entrepot translate order.edi --to ubl > order.xml')
    const to = String(given['to'] ?? 'json')
    formatFor(to, null) // before a large file is read for nothing
    const source = await sourceOf(path, given['message'] === undefined ? null : Number(given['message']))
    const wishes = { lineage: json }
    const read = readDocument(source.source, source.name, wishes)
    const kind = read.document && String(read.document['kind'])
    const format = kind === null ? 'json' : formatFor(to, kind)
    const done = translateRead(read, format, wishes)
    const failed = done.output === null || done.report.problems.some(({ severity }) => severity === 'error')
    if (json) return { text: asJson(done), code: failed ? 1 : 0 }
    for (const line of linesOf(done.report)) console.error(line)
    if (!done.output) return { text: '', code: 1 }
    const bytes = fileOf(done.output, format, addressesOf(given))
    const wrong = problemsIn(bytes)
    for (const one of wrong) console.error(`✗ ${one}`)
    await say(bytes)
    return { text: '', code: failed || wrong.length > 0 ? 1 : 0 }
  },
}

async function sourceOf(path: string, wanted: number | null): Promise<Given> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${path} cannot be read (${error.code}).`)
  })
  try {
    if ((await file.stat()).isDirectory()) throw new CliError(`${path} is a folder, not a file.`)
    const { buffer, bytesRead } = await file.read(new Uint8Array(DETECT_BYTES), 0, DETECT_BYTES, 0)
    const kind = detect(buffer.subarray(0, bytesRead))
    if (kind === 'x12' || kind === 'edifact') return await messageOf(path, wanted)
    if (kind === 'unknown') throw new CliError(`${path} is neither X12 nor EDIFACT, XML nor JSON.`)
    const { size } = await file.stat()
    if (size > BYTES_MAX) throw new CliError(`${path} has ${size} bytes, at most ${BYTES_MAX} can be translated.`)
    const bytes = await file.readFile()
    // The file was read from its beginning on for a look.
    const whole = Buffer.concat([buffer.subarray(0, bytesRead), bytes])
    const all = whole.subarray(whole.length - size)
    return { name: kind === 'json' ? 'json' : xmlFormat(all), source: { bytes: all } }
  } finally {
    await file.close()
  }
}

/** By its root element; which one it is exactly the reader itself looks at. */
function xmlFormat(bytes: Buffer): string {
  const start = bytes.subarray(0, 4_096).toString('latin1')
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(start)?.[1] ?? ''
  if (root === 'cXML') return 'cxml:OrderRequest'
  return `ubl:${root}` in FORMATS ? `ubl:${root}` : 'ubl:Order'
}

async function messageOf(path: string, wanted: number | null): Promise<Given> {
  const file = await MessageFile.open(path, { problemsMax: PROBLEMS_MAX, answer: '997' })
  try {
    const found: FoundMessage[] = []
    let count = 0
    for await (const one of file.found()) {
      if (one.kind !== 'message') continue
      count++
      if (count === (wanted ?? 1)) found.push(one)
    }
    const [message] = found
    if (count > 1 && wanted === null)
      throw new UsageError(`${path} holds ${count} messages. Which one? --message 1 to ${count}`)
    if (!message) throw new CliError(`${path} holds ${count} messages, and so no message ${wanted ?? 1}.`)
    if (message.to - message.from > BYTES_MAX)
      throw new CliError(`The message has ${message.to - message.from} bytes, at most ${BYTES_MAX} can be translated.`)
    const bytes = await file.bytes(message)
    return {
      name: message.format,
      source: { segments: { [Symbol.iterator]: () => message.segments(bytes)[Symbol.iterator]() } },
    }
  } finally {
    await file.close()
  }
}

/** What the target's own rules say against it, such as something mandatory that the source does not have. */
function problemsIn(bytes: Uint8Array): string[] {
  const kind = detect(bytes)
  if (kind !== 'x12' && kind !== 'edifact') return []
  const finder = (kind === 'x12' ? x12Finder : edifactFinder)({ problemsMax: PROBLEMS_MAX, answer: '997' })
  const problems = [...finder.push(bytes), ...finder.end()].flatMap((found) => found.problems)
  return problems.filter(({ severity }) => severity === 'error').map(renderProblem)
}

function addressesOf(given: Record<string, string | boolean | undefined>): Addresses {
  const address = (name: 'sender' | 'receiver') => {
    const text = String(given[name] ?? `ZZ:${name.toUpperCase()}`)
    const at = text.indexOf(':')
    if (at < 0)
      throw new UsageError(`--${name} is a qualifier and an identifier, such as 14:4012345000009, not "${text}".`)
    return { qualifier: text.slice(0, at), id: text.slice(at + 1) }
  }
  const number = String(given['number'] ?? '1')
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new UsageError(`--number is 1 to 999999999, not "${number}".`)
  return { sender: address('sender'), receiver: address('receiver'), number: Number(number) }
}

function asJson({ output, document, report }: Translation): string {
  const problems = report.problems.map((one) => ({ ...one, sentence: sentenceOf(one) }))
  return JSON.stringify({ document, ...report, problems, output }, null, 2)
}

function* linesOf({ losses, problems }: Report): Generator<string> {
  for (const one of problems) yield `${one.severity === 'error' ? '✗' : '!'} ${sentenceOf(one)}`
  for (const { at, path, value, now, reason } of losses)
    yield `lost: ${at ?? path} "${value}"${now === undefined ? '' : ` (now "${now}")`}: ${reason}`
}
