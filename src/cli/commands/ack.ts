import { CliError, UsageError } from '../connection.ts'
import { say } from '../files/printing.ts'
import { MessageFile } from '../files/reading.ts'
import type { Command } from '../main.ts'

/** More is not told of one message in an answer. */
const PROBLEMS_MAX = 1_000

export const ack: Command = {
  usage: 'ack FILE',
  summary: 'the answer that its sender would get: 997, 999 or TA1 for X12, CONTRL for EDIFACT; no grid is asked',
  options: { type: { type: 'string' }, number: { type: 'string' } },
  help: `
  --type 999    X12: a 999 instead of a 997
  --number N    the answer's control number; 1 without it
It answers by the standard alone: what an agreement says besides is known to the grid only.`,
  async run([path], { given }) {
    if (!path) throw new UsageError('Which file? entrepot ack order.edi > answer.edi')
    const { type = '997', number = '1' } = given
    if (type !== '997' && type !== '999') throw new UsageError(`--type is 997 or 999, not "${type}".`)
    if (!/^[1-9]\d{0,8}$/.test(String(number))) throw new UsageError(`--number is 1 to 999999999, not "${number}".`)
    const file = await MessageFile.open(path, { problemsMax: PROBLEMS_MAX, answer: type })
    try {
      for await (const _ of file.found());
      const answers = file.answers(Number(number))
      for (const piece of answers) await say(piece)
      if (answers.length > 0) return { text: '', code: 0 }
      throw new CliError(
        'Nothing in it is answered: acknowledgements never are, and what is no interchange has no sender.',
      )
    } finally {
      await file.close()
    }
  },
}
