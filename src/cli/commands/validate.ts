import { type GuidePlan, planGuide } from '../../edi/guides/plan.ts'
import { type Problem, renderProblem } from '../../edi/problems.ts'
import { UsageError } from '../connection.ts'
import { Asking } from '../files/expressions.ts'
import { guideIn } from '../files/guides.ts'
import { say, styled } from '../files/printing.ts'
import { type Found, MessageFile } from '../files/reading.ts'
import type { Command } from '../main.ts'

const PROBLEMS_MAX = 10_000

export const validate: Command = {
  usage: 'validate FILE',
  summary: 'what is wrong in a file of X12 or EDIFACT, and where; no grid is asked',
  options: { guide: { type: 'string' } },
  help: `
  --guide GUIDE   hold sets or messages of the guide's kind against it, too; docs/codec.md says what stands in such a file.
                  Its expressions are asked about those of at most 8 MiB; one that takes longer than a second is ended
  --json          a line for each problem
The file may be of any size. Exit code 1: there are errors in it; notes alone are 0.`,
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
        } else if (found.kind === 'interchange') around = found.title
        for (const problem of [...found.problems, ...said]) {
          if (isError(problem)) count.errors++
          else count.notes++
          await say(json ? `${JSON.stringify(rowOf(found, problem))}\n` : `${lineOf(found, problem, around)}\n`)
        }
      }
    } finally {
      await asking?.close()
      await file.close()
    }
    const { messages, refused, errors, notes } = count
    const text = json ? '' : `${messages} messages, ${refused} with errors; ${errors} errors, ${notes} notes in all.`
    return { text, code: errors > 0 ? 1 : 0 }
  },
}

const hasExpressions = ({ rules }: GuidePlan): boolean => rules.some(({ check }) => check === 'expression')
const isError = ({ severity }: Problem): boolean => severity === 'error'

function rowOf(found: Found, problem: Problem): object {
  const message = found.kind === 'message' ? { type: found.type, controlNumber: found.controlNumber } : null
  return { message, ...problem, sentence: renderProblem(problem) }
}

function lineOf(found: Found, problem: Problem, around: string): string {
  const place = found.kind === 'message' ? `${found.type} ${found.controlNumber}` : around
  const [mark, style] = problem.severity === 'error' ? (['✗', 'red'] as const) : (['!', 'yellow'] as const)
  return `${styled(style, mark)} ${place === '' ? '' : `${place}: `}${renderProblem(problem)}`
}
