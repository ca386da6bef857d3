import { type GuidePlan, planGuide } from '../../edi/guides/plan.ts'
import { UsageError } from '../connection.ts'
import { Asking } from '../files/expressions.ts'
import { guideIn } from '../files/guides.ts'
import { say, styled } from '../files/printing.ts'
import { type Found, MessageFile, saidOf, type Told } from '../files/reading.ts'
import type { Command } from '../main.ts'

const PROBLEMS_MAX = 10_000

export const validate: Command = {
  usage: 'validate FILE',
  summary: 'what is wrong in a file of X12, EDIFACT, UBL or cXML, and where; no grid is asked',
  options: { guide: { type: 'string' } },
  help: `
  --guide GUIDE   hold sets or messages of the guide's kind against it, too; docs/codec.md says what stands in such a file.
                  Its expressions are asked about those of at most 8 MiB; one that takes longer than a second is ended
  --json          a line for each problem
The file may be of any size; - is what comes on the standard input. Exit code 1: there are errors in it; notes alone are 0.`,
  async run([path], { json, given }) {
    if (!path) throw new UsageError('Which file? entrepot validate order.edi')
    const guide = given['guide'] === undefined ? undefined : planGuide(guideIn(String(given['guide'])))
    const file = await MessageFile.open(path, { problemsMax: PROBLEMS_MAX, answer: '997', ...(guide ? { guide } : {}) })
    const asking = guide && hasExpressions(guide) ? new Asking(guide) : null
    const count = { messages: 0, refused: 0, errors: 0, notes: 0 }
    let around = ''
    try {
      for await (const found of file.found()) {
        const said = found.kind === 'message' ? ((await asking?.about(file, found)) ?? []) : []
        if (found.kind === 'message') {
          count.messages++
          if (!found.accepted || said.some(isError)) count.refused++
        } else if (found.kind === 'document') {
          count.messages++
          if (found.problems.some(isError)) count.refused++
        } else if (found.kind === 'interchange') around = found.title
        for (const problem of [...found.problems, ...said] as Told[]) {
          if (isError(problem)) count.errors++
          else count.notes++
          await say(json ? `${JSON.stringify(rowOf(found, problem))}\n` : `${lineOf(found, problem, around)}\n`)
        }
        if (found.kind === 'end' && found.of === 'interchange') around = ''
      }
    } finally {
      await asking?.close()
      await file.close()
    }
    return { text: json ? '' : summaryOf(count), code: count.errors > 0 ? 1 : 0 }
  },
}

const hasExpressions = ({ rules }: GuidePlan): boolean => rules.some(({ check }) => check === 'expression')
const isError = ({ severity }: Told): boolean => severity === 'error'

function summaryOf({ messages, refused, errors, notes }: Record<'messages' | 'refused' | 'errors' | 'notes', number>) {
  const [of, failed, told] = [many(messages, 'message'), many(errors, 'error'), many(notes, 'note')]
  return `${of}, ${refused} with errors; ${failed}, ${told} in all.`
}

const many = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`

function rowOf(found: Found, problem: Told): object {
  const message = found.kind === 'message' ? { type: found.type, controlNumber: found.controlNumber } : null
  return { message, ...problem, sentence: saidOf(problem) }
}

function lineOf(found: Found, problem: Told, around: string): string {
  const place = placeOf(found, around)
  const [mark, style] = problem.severity === 'error' ? (['✗', 'red'] as const) : (['!', 'yellow'] as const)
  return `${styled(style, mark)} ${place === '' ? '' : `${place}: `}${saidOf(problem)}`
}

function placeOf(found: Found, around: string): string {
  if (found.kind === 'message') return `${found.type} ${found.controlNumber}`
  if (found.kind === 'document') return found.name
  return found.kind === 'note' ? '' : around
}
