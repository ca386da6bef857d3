import type { Pool } from 'pg'
import { HEADER_BYTES, headerOf } from '../../edi/edifact/header.ts'
import { segmentsOf } from '../../edi/edifact/segments.ts'
import { classOfElement, MASK, type SensitiveClass } from '../../edi/sensitive/classes.ts'
import { valuesOfJson } from '../../edi/sensitive/masking.ts'
import { classOfComponent } from '../../edi/sensitive/messages.ts'
import { ISA_BYTES, readIsa } from '../../edi/x12/isa.ts'
import { x12Text } from '../../edi/x12/text.ts'
import { outlineXml } from '../../formats/xml/outline.ts'
import type { Grid } from '../../grid.ts'
import type { PayloadReader } from '../../platform/payloads/payloads.ts'
import { Quiet } from '../../platform/quiet.ts'
import type { EventReader } from '../../platform/readers.ts'
import { WEIGHTS, wordsOf } from './words.ts'

/** A document is found by what stands at its begin. */
const BYTES_MAX = 65_536
const WORDS_MAX = 2_000
/** Before each step it asks whether there is time: as many as take some 40 ms, so that what comes then finds it done. */
const DOCUMENTS_AT_ONCE = 20
/** Of about 10,000 that a busy grid writes: a tenth of it leaves enough for this. */
const EVENTS_PER_SECOND_MAX = 1_000

type Parts = Pick<Grid, 'database' | 'payloads' | 'log'>

/**
 * Keeps the words of documents for search: behind the exchange, in steps, and only while that has little to do. The grid passes on
 * the sets of the sender as they are, so both sides have the same words; of what left in another form only those are kept that both
 * forms say. Whether a document is theirs is asked when they search.
 */
export function textReader(grid: Parts): EventReader {
  const quiet = new Quiet(grid.database.pool, EVENTS_PER_SECOND_MAX)
  return {
    name: 'texts',
    from: 'the first event',
    everyMs: 1_000,
    batchMax: DOCUMENTS_AT_ONCE,
    types: async () => ['document.%'],
    ready: () => quiet.now(),
    async read(events) {
      const subjects = events.filter((event) => event.subject_kind === 'document').map(({ subject }) => subject)
      for (const document of await findUnread(grid.database.pool, [...new Set(subjects)])) {
        await keepWords(grid, document)
      }
      return { rows: [] }
    },
  }
}

interface Unread {
  id: string
  standard: string
  payload: Buffer
  base: number
  from_offset: number
  to_offset: number
  /** What it has become for its receiver, where it left in another form. */
  form: Buffer | null
  sent_standard: string | null
}

async function findUnread(pool: Pool, ids: string[]): Promise<Unread[]> {
  if (ids.length === 0) return []
  const { rows } = await pool.query({
    name: 'documents without words',
    text: `select d.id, d.standard, i.payload, i.from_offset as base, d.from_offset, d.to_offset, d.sent_standard,
        case when d.sent_standard is not null then (select payload from document_translations t where t.document = d.id order by t.id desc limit 1) end as form
      from documents d join interchanges i on i.id = d.interchange
      where d.id = any($1::uuid[]) and (d.sent_standard is not null or not exists (select from document_texts t where t.document = d.id))`,
    values: [ids],
  })
  return rows
}

/** One that cannot be read is found by its key only: it must not keep others from being read. */
async function keepWords(grid: Parts, document: Unread): Promise<void> {
  const found = await wordsIn(grid, document).catch((error) => {
    grid.log.warn({ err: error, document: document.id }, 'the words of a document could not be read')
    return { words: '', opaque: true }
  })
  await grid.database.pool.query({
    name: 'keep words',
    // One that was held may have been kept before it had its form.
    text: `insert into document_texts (document, words, opaque) values ($1, $2::tsvector, $3)
      on conflict (document) do update set words = excluded.words, opaque = excluded.opaque`,
    values: [document.id, found.words, found.opaque],
  })
}

async function wordsIn(grid: Parts, document: Unread): Promise<{ words: string; opaque: boolean }> {
  const found = await wordsReceived(grid, document)
  if (!document.form) return found
  const reader = await grid.payloads.open(document.form)
  try {
    const bytes = await reader.read(0, Math.min(reader.sizeBytes, BYTES_MAX))
    const encoding = document.sent_standard === 'x12' || document.sent_standard === 'edifact' ? 'latin1' : 'utf8'
    const both = new Set(wordsOf(bytes.toString(encoding)))
    const words = found.words.split(' ').filter((one) => both.has(one.slice(1, one.indexOf("'", 1))))
    return { ...found, words: words.join(' ') }
  } finally {
    await reader.close()
  }
}

async function wordsReceived({ payloads }: Parts, document: Unread): Promise<{ words: string; opaque: boolean }> {
  const reader = await payloads.open(document.payload)
  try {
    const words = WORDS_OF[document.standard]
    return words ? await words(reader, document) : await wordsOfFile(reader)
  } finally {
    await reader.close()
  }
}

async function wordsOfSet(reader: PayloadReader, { base, from_offset: from, to_offset: to }: Unread) {
  const { isa } = readIsa(await reader.read(Number(base), ISA_BYTES), 0)
  if (isa === null) return { words: '', opaque: false }
  const bytes = await reader.read(Number(from), Math.min(Number(to) - Number(from), BYTES_MAX))
  const { terminator, element } = isa.delimiters
  const words = new Words()
  for (const segment of x12Text(bytes).split(String.fromCharCode(terminator))) {
    const [tag = '', ...elements] = segment.trim().split(String.fromCharCode(element))
    if (tag === 'ST' || tag === 'SE') continue
    for (const [at, value] of elements.entries()) words.add(value, classOfElement(tag, at + 1, elements))
  }
  return { words: words.toString(), opaque: false }
}

async function wordsOfMessage(reader: PayloadReader, { base, from_offset: from, to_offset: to }: Unread) {
  const unb = headerOf(await reader.read(Number(base), HEADER_BYTES))
  if (unb === null) return { words: '', opaque: false }
  const bytes = await reader.read(Number(from), Math.min(Number(to) - Number(from), BYTES_MAX))
  const words = new Words()
  for (const segment of segmentsOf(bytes, unb)) {
    const { tag, count } = segment
    if (tag === 'UNH' || tag === 'UNT') continue
    const qualifier = segment.trimmed(1)
    for (let element = 1; element <= count; element++) {
      for (const values of segment.occurrences(element)) {
        for (const [at, value] of values.entries()) {
          const component = values.length > 1 ? at + 1 : undefined
          words.add(value, classOfComponent(tag, { element, component }, qualifier))
        }
      }
    }
  }
  return { words: words.toString(), opaque: false }
}

const ELEMENTS_MAX = 10_000

async function wordsOfElements(reader: PayloadReader) {
  const bytes = await reader.read(0, Math.min(reader.sizeBytes, BYTES_MAX))
  const words = new Words()
  for (const { values } of outlineXml(bytes, { elementsMax: ELEMENTS_MAX }).elements) {
    for (const { value, of } of values) if (value !== MASK) words.add(value, of)
  }
  return { words: words.toString(), opaque: false }
}

/** Of the standards that the grid reads. */
const WORDS_OF: Record<string, typeof wordsOfSet> = {
  x12: wordsOfSet,
  edifact: wordsOfMessage,
  ubl: wordsOfElements,
  cxml: wordsOfElements,
}

/** JSON says what its values are; of other files nobody can say which words are sensitive. */
async function wordsOfFile(reader: PayloadReader) {
  const bytes = await reader.read(0, Math.min(reader.sizeBytes, BYTES_MAX))
  const words = new Words()
  if (bytes.includes(0)) return { words: '', opaque: true }
  const text = bytes.toString('utf8')
  const values = valuesOfJson(text)
  if (values === null) words.add(text, null)
  for (const { value, of } of values ?? []) words.add(value, of)
  return { words: words.toString(), opaque: values === null }
}

/** Words with the weights of their classes, as PostgreSQL reads a tsvector. */
class Words {
  readonly #found = new Map<string, Set<SensitiveClass | null>>()

  add(text: string, of: SensitiveClass | null): void {
    for (const word of wordsOf(text)) {
      const known = this.#found.get(word)
      if (known) known.add(of)
      else if (word.length > 1 && word.length <= 100 && this.#found.size < WORDS_MAX)
        this.#found.set(word, new Set([of]))
    }
  }

  toString(): string {
    return [...this.#found]
      .map(([word, classes]) => `'${word}':${[...classes].map((of) => WEIGHTS[of ?? 'other']).join(',')}`)
      .join(' ')
  }
}
