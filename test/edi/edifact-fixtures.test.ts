import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detect } from '../src/edi/detect.ts'
import { Control, controlMessage, syntaxOf } from '../src/edi/edifact/control.ts'
import { InterchangeReader as EdifactReader } from '../src/edi/edifact/interchange-reader.ts'
import type { Item as EdifactItem, Unb } from '../src/edi/edifact/items.ts'
import { writeInterchange } from '../src/edi/edifact/writer.ts'
import { type Problem, renderProblem } from '../src/edi/problems.ts'
import { InterchangeReader as X12Reader } from '../src/edi/x12/interchange-reader.ts'

/**
 * Interchanges that show one thing each: `<standard>/<directory or version>/<message>/pass` have no errors; those in `fail` have
 * the problems that stand beside them in `.expected.json`. `-u` writes those anew: read them before they are kept.
 */
const FOLDER = join(import.meta.dirname, 'fixtures/edi')
const files = globSync('**/*.edi', { cwd: FOLDER }).sort()
const bytesOf = (file: string) => readFileSync(join(FOLDER, file))

interface Reading {
  problems: Problem[]
  /** Sets or messages, and whether each is accepted. */
  documents: { type: string; accepted: boolean; known: boolean }[]
  answer?: string
}

function readX12(bytes: Uint8Array): Reading {
  const reader = new X12Reader()
  const items = [...reader.push(bytes), ...reader.end()]
  const documents = items.flatMap((item) => (item.kind === 'set' ? [item.set] : []))
  const problems = items.flatMap((item) =>
    item.kind === 'set' ? item.set.problems : 'problems' in item ? item.problems : [],
  )
  return { problems, documents }
}

function readEdifact(bytes: Uint8Array): Reading {
  const reader = new EdifactReader()
  const items = [...reader.push(bytes), ...reader.end()]
  const documents = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
  const problems = items.flatMap((item) =>
    item.kind === 'message' ? item.message.problems : 'problems' in item ? item.problems : [],
  )
  return { problems, documents, answer: answerTo(items) }
}

/** The CONTRL segments that answer the interchange. */
function answerTo(items: EdifactItem[]): string {
  let unb: Unb | null = null
  let control: Control | null = null
  const problems: Problem[] = []
  for (const item of items) {
    if (item.kind === 'interchange-start') control = new Control((unb = item.envelope))
    if (item.kind === 'interchange-start' || item.kind === 'interchange-end') problems.push(...item.problems)
    if (item.kind === 'group-start') control?.startGroup(item.group)
    if (item.kind === 'message') control?.message(item.message)
    if (item.kind === 'group-end') control?.endGroup(item.problems)
  }
  const segments = control?.finish(problems)
  if (!unb || !segments) return ''
  const version = syntaxOf(unb)
  const { sender, receiver } = unb
  const of = { syntax: { id: 'UNOC', version }, sender, receiver, at: new Date(0), reference: '1' }
  const { bytes } = writeInterchange(of, [controlMessage(version, { reference: '1', segments })])
  const text = Buffer.from(bytes ?? []).toString('latin1')
  return text.slice(text.indexOf('UCI'), text.lastIndexOf('UNT'))
}

const read = (file: string): Reading => {
  const bytes = bytesOf(file)
  return detect(bytes) === 'x12' ? readX12(bytes) : readEdifact(bytes)
}

describe.each(files.filter((file) => file.includes('/pass/')))('%s', (file) => {
  test('is accepted', () => {
    const { problems, documents } = read(file)
    expect(problems.map(renderProblem)).toEqual([])
    expect(documents.length).toBeGreaterThan(0)
    for (const one of documents) expect(one).toMatchObject({ accepted: true, known: true })
  })
})

describe.each(files.filter((file) => file.includes('/fail/')))('%s', (file) => {
  test('has the problems that it is to have', async () => {
    const { problems, documents, answer } = read(file)
    const said = problems.map((problem) => {
      const { code, severity, acknowledgement, segment, segmentPosition, element, component } = problem
      return {
        code,
        severity,
        acknowledgement,
        segment,
        segmentPosition,
        element,
        component,
        says: renderProblem(problem),
      }
    })
    const found = { accepted: documents.map((one) => one.accepted), problems: said, answer }
    const expected = join(FOLDER, file.replace(/\.edi$/, '.expected.json'))
    await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot(expected)
    expect(said.length).toBeGreaterThan(0)
  })
})
