import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { detect } from '../../src/edi/detect.ts'
import { Control, controlMessage, syntaxOf } from '../../src/edi/edifact/control.ts'
import { InterchangeReader } from '../../src/edi/edifact/interchange-reader.ts'
import type { Item, MessageRead, Unb } from '../../src/edi/edifact/items.ts'
import { writeInterchange } from '../../src/edi/edifact/writer.ts'
import { type Problem, renderProblem } from '../../src/edi/problems.ts'

/**
 * Interchanges that show one thing each: those in `<directory>/<message>/pass` have no problems; those in `fail` have what stands
 * beside them in `.expected.json`, with the answer to them. `-u` writes that anew: read it before it is kept.
 */
const FOLDER = join(import.meta.dirname, '../fixtures/edi/edifact')
const files = globSync('**/*.edi', { cwd: FOLDER }).sort()

interface Reading {
  problems: Problem[]
  messages: MessageRead[]
  /** The CONTRL that answers it. */
  answer: string
}

function read(file: string): Reading {
  const bytes = readFileSync(join(FOLDER, file))
  expect(detect(bytes)).toBe('edifact')
  const reader = new InterchangeReader()
  const items = [...reader.push(bytes), ...reader.end()]
  const messages = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
  const problems = items.flatMap((item) =>
    item.kind === 'message' ? item.message.problems : 'problems' in item ? item.problems : [],
  )
  return { problems, messages, answer: answerTo(items) }
}

/** The CONTRL segments that answer the interchange. */
function answerTo(items: Item[]): string {
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

test('there are fixtures', () => {
  expect(files.length).toBeGreaterThan(20)
})

describe.each(files.filter((file) => file.includes('/pass/')))('%s', (file) => {
  test('is accepted', () => {
    const { problems, messages } = read(file)
    expect(problems.map(renderProblem)).toEqual([])
    expect(messages.length).toBeGreaterThan(0)
    for (const one of messages) expect(one).toMatchObject({ accepted: true, known: true })
  })
})

describe.each(files.filter((file) => file.includes('/fail/')))('%s', (file) => {
  test('has the problems that it is to have', async () => {
    const { problems, messages, answer } = read(file)
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
    const found = { accepted: messages.map((one) => one.accepted), problems: said, answer }
    const expected = join(FOLDER, file.replace(/\.edi$/, '.expected.json'))
    await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot(expected)
    expect(said.length).toBeGreaterThan(0)
  })
})
