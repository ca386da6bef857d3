import type { FileHandle } from 'node:fs/promises'
import { DETECT_BYTES, detect } from '../../edi/detect.ts'
import { canonicalSchema } from '../../formats/canonical/documents.ts'
import type { FlatLayout } from '../../formats/flat/layout.ts'
import { sentenceOf, shown } from '../../formats/problems.ts'
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
import { layoutIn, namesLayout } from '../files/layouts.ts'
import { openFile } from '../files/opening.ts'
import { say } from '../files/printing.ts'
import { type FoundMessage, MessageFile, saidOf } from '../files/reading.ts'
import { type Addresses, fileOf, formatFor } from '../files/translating.ts'
import { x12Finder } from '../files/x12.ts'
import type { Command, Options } from '../main.ts'

/** Of one document. */
const BYTES_MAX = 67_108_864
const PROBLEMS_MAX = 100

interface Given {
  from: string | FlatLayout
  source: Source
}

export const translate: Command = {
  usage: 'translate FILE --to FORMAT',
  summary: 'a document in another format, and what of it was lost; no grid is asked',
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    message: { type: 'string' },
    sender: { type: 'string' },
    receiver: { type: 'string' },
    number: { type: 'string' },
    schema: { type: 'boolean', default: false },
  },
  help: `
  --to FORMAT       json (the canonical form), x12, edifact, ubl, cxml, or exactly: x12:850, edifact:ORDERS:D01B, ubl:Order, cxml:OrderRequest
  --to LAYOUT.json  CSV, fixed width or JSON by a layout of your own; docs/formats.md says what stands in one
  --from LAYOUT.json  FILE is laid out so, and holds one document
  --message N       which message of a file of several, from 1
  --sender Q:ID     who the new envelope names: the qualifier and the identifier; ZZ:SENDER without it
  --receiver Q:ID   the same for the receiver
  --number N        the control number of the new envelope; 1 without it
  --schema          the JSON schema of the canonical form, and nothing else
  --json            the document in the canonical form, what was lost, and where each value comes from
FILE is X12, EDIFACT, UBL, cXML or the canonical form, or as --from says; - is what comes on the standard input. At most 64 MB a document. What was lost is told beside the result, on the
error output. Exit code 1: it could not be translated, or there are errors in it.`,
  async run([path], { json, given }) {
    if (given['schema']) return JSON.stringify(canonicalSchema(), null, 2)
    if (!path) throw new UsageError('Which file? entrepot translate order.edi --to ubl > order.xml')
    const to = String(given['to'] ?? 'json')
    // Told before a large file is read for nothing.
    const layout = namesLayout(to) ? layoutIn(to) : null
    if (!layout) formatFor(to, null)
    const source = await sourceOf(path, given)
    const wishes = { lineage: json }
    const read = readDocument(source.source, source.from, wishes)
    const kind = read.document && String(read.document['kind'])
    const format = kind === null ? 'json' : (layout ?? formatFor(to, kind))
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

async function sourceOf(path: string, given: Options['given']): Promise<Given> {
  const layout = given['from'] === undefined ? null : layoutIn(String(given['from']))
  const file = await openFile(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(DETECT_BYTES), 0, DETECT_BYTES, 0)
    const kind = detect(buffer.subarray(0, bytesRead))
    if (!layout && kind !== 'xml' && kind !== 'json') return await messageOf(path, file, wantedOf(given))
    const { size } = await file.stat()
    if (size > BYTES_MAX) throw new CliError(`${path} has ${size} bytes, at most ${BYTES_MAX} can be translated.`)
    // What was looked at was read by its place: this is the whole.
    const bytes = await file.readFile()
    return { from: layout ?? (kind === 'json' ? 'json' : xmlFormat(bytes)), source: { bytes } }
  } finally {
    await file.close()
  }
}

function wantedOf(given: Options['given']): number | null {
  if (given['message'] === undefined) return null
  const number = String(given['message'])
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new UsageError(`--message is 1 or more, not "${number}".`)
  return Number(number)
}

/** By its root element; which one it is exactly the reader itself looks at. */
function xmlFormat(bytes: Buffer): string {
  const start = bytes.subarray(0, 4_096).toString('latin1')
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(start)?.[1] ?? ''
  if (root === 'cXML') return 'cxml:OrderRequest'
  return `ubl:${root}` in FORMATS ? `ubl:${root}` : 'ubl:Order'
}

async function messageOf(path: string, handle: FileHandle, wanted: number | null): Promise<Given> {
  const file = await MessageFile.of(handle, { problemsMax: PROBLEMS_MAX, answer: '997' })
  const found: FoundMessage[] = []
  let [count, interchanges] = [0, 0]
  for await (const one of file.found()) {
    if (one.kind === 'interchange') interchanges++
    if (one.kind !== 'message') continue
    count++
    if (count === (wanted ?? 1)) found.push(one)
  }
  const [message] = found
  if (interchanges === 0) throw new CliError(`${path} is neither X12 nor EDIFACT, XML nor JSON.`)
  if (count > 1 && wanted === null)
    throw new UsageError(`${path} holds ${count} messages. Which one? --message 1 to ${count}`)
  if (!message)
    throw new CliError(
      `${path} holds ${count === 1 ? '1 message' : `${count} messages`}, and so no message ${wanted ?? 1}.`,
    )
  if (message.to - message.from > BYTES_MAX)
    throw new CliError(`The message has ${message.to - message.from} bytes, at most ${BYTES_MAX} can be translated.`)
  const bytes = await file.bytes(message)
  return {
    from: message.format,
    source: { segments: { [Symbol.iterator]: () => message.segments(bytes)[Symbol.iterator]() } },
  }
}

/** What the target's own rules say against it, such as something mandatory that the source does not have. */
function problemsIn(bytes: Uint8Array): string[] {
  const kind = detect(bytes)
  if (kind !== 'x12' && kind !== 'edifact') return []
  const finder = (kind === 'x12' ? x12Finder : edifactFinder)({ problemsMax: PROBLEMS_MAX, answer: '997' })
  const problems = [...finder.push(bytes), ...finder.end()].flatMap((found) => found.problems)
  return problems.filter(({ severity }) => severity === 'error').map(saidOf)
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
    yield `lost: ${at ?? path} "${shown(value)}"${now === undefined ? '' : ` (now "${shown(now)}")`}: ${reason}`
}
