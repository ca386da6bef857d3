import { basename } from 'node:path'
import { UsageError } from '../connection.ts'
import { foundHtml, messageHtml, pageHead } from '../files/html.ts'
import { say, styled } from '../files/printing.ts'
import { type Found, type FoundMessage, MessageFile, type ShownSegment, saidOf, type Told } from '../files/reading.ts'
import type { Command } from '../main.ts'

const PROBLEMS_MAX = 1_000

export const inspect: Command = {
  usage: 'inspect FILE',
  summary:
    'a file of X12 or EDIFACT as a tree, with names and what is wrong in its place, or what a file of UBL or cXML is; no grid is asked',
  options: { html: { type: 'boolean', default: false } },
  help: `
  --html   the tree as a page of its own: entrepot inspect order.edi --html > order.html
  --json   a line for each thing found, in order
The file may be of any size, and - is what comes on the standard input: it is read as it is shown, and of one message at most the first megabyte is shown.
Exit code 1: there are errors in it.`,
  async run([path], { json, given }) {
    if (!path) throw new UsageError('Which file? entrepot inspect order.edi')
    const file = await MessageFile.open(path, { problemsMax: PROBLEMS_MAX, answer: '997' })
    const show = json ? asJson : given['html'] ? asHtml : asText
    let errors = 0
    try {
      if (show === asHtml) await say(pageHead(basename(path)))
      for await (const found of file.found()) {
        errors += found.problems.filter(isError).length
        await show(file, found)
      }
    } finally {
      await file.close()
    }
    return { text: '', code: errors > 0 ? 1 : 0 }
  },
}

const isError = ({ severity }: Told) => severity === 'error'

async function asJson(file: MessageFile, found: Found): Promise<void> {
  const problems = (found.problems as Told[]).map((one) => ({ ...one, sentence: saidOf(one) }))
  if (found.kind !== 'message') return say(`${JSON.stringify({ ...found, problems })}\n`)
  const { segments, more } = await file.outline(found)
  return say(`${JSON.stringify({ ...found, problems, segments, more })}\n`)
}

async function asHtml(file: MessageFile, found: Found): Promise<void> {
  if (found.kind !== 'message') return say(foundHtml(found))
  return say(messageHtml(titleOf(found), found, await file.outline(found)))
}

async function asText(file: MessageFile, found: Found): Promise<void> {
  if (found.kind !== 'message') {
    const indent = found.kind === 'group' || (found.kind === 'end' && found.of === 'group') ? '  ' : ''
    const title = found.kind === 'end' ? '' : `${indent}${styled('bold', found.title)}\n`
    return say(title + found.problems.map((one) => `${indent}${problemLine(one)}`).join(''))
  }
  const { segments, more } = await file.outline(found)
  const byPosition = Map.groupBy(found.problems, ({ segmentPosition }) => segmentPosition ?? 0)
  const shown = new Set(segments.map(({ position }) => position))
  const elsewhere = found.problems.filter(({ segmentPosition }) => !shown.has(segmentPosition ?? 0))
  await say(`    ${styled('bold', titleOf(found))}\n`)
  for (const one of elsewhere) await say(`    ${problemLine(one)}`)
  for (const segment of segments) {
    await say(segmentLines(segment))
    for (const one of byPosition.get(segment.position) ?? []) await say(`${indentOf(segment)}${problemLine(one)}`)
  }
  if (more > 0) await say(`      … and ${more} more segments\n`)
}

function titleOf({ type, version, controlNumber, keys, known, accepted, problemCount }: FoundMessage): string {
  const key = keys.length > 0 ? ` ${keys[0]}` : ''
  const checked = known ? '' : ', not checked beyond its envelope'
  const verdict = accepted ? (problemCount > 0 ? ', with notes' : '') : ', with errors'
  return `${type} ${version} ${controlNumber}${key}${checked}${verdict}`
}

const indentOf = ({ level }: ShownSegment) => ' '.repeat(6 + 2 * level)

function segmentLines(segment: ShownSegment): string {
  const { tag, name, elements } = segment
  const indent = indentOf(segment)
  const lines = elements
    .filter(({ value }) => value !== '')
    .map(({ position, component, name: called, value }) => {
      const place = component === undefined ? `${position}` : `${position}.${component}`
      return `${indent}  ${place.padStart(4)}  ${styled('dim', (called ?? '').padEnd(28))} ${value}\n`
    })
  return `${indent}${styled('cyan', tag)} ${name ?? ''}\n${lines.join('')}`
}

function problemLine(problem: Told): string {
  const [mark, style] = isError(problem) ? (['✗', 'red'] as const) : (['!', 'yellow'] as const)
  return `  ${styled(style, `${mark} ${saidOf(problem)}`)}\n`
}
