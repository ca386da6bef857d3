import { exactJson } from '../../formats/flat/json.ts'
import { type OwnMapping, readMapping, testMapping } from '../../formats/own/mapping.ts'
import { type Problem, sentenceOf } from '../../formats/problems.ts'
import { Expressions } from '../../modules/expressions/verbs.ts'
import { CliError, UsageError } from '../connection.ts'
import { openFile } from '../files/opening.ts'
import type { Command, Outcome } from '../main.ts'

/** Of a source. */
const BYTES_MAX = 67_108_864

export const map: Command = {
  usage: 'map MAPPING [FILE]',
  summary: 'JSON by a mapping of your own, or its samples tested; no grid is asked',
  help: `
MAPPING is JSON: {"expression": "…", "samples": [{"name": "…", "source": …, "target": …}]}, the expression in JSONata.
FILE is the JSON that it is used on, of at most 64 MB; without it the samples are tested. An expression that takes longer than a
second or more than 256 MB is ended, whatever it is doing. Exit code 1: it gave no result, or a sample gave another.`,
  async run([path, file], { json }) {
    if (!path) throw new UsageError('Which mapping? entrepot map mapping.json order.json')
    const { mapping, problems } = readMapping(await textOf(path))
    if (!mapping) return failed(problems, json)
    const expressions = new Expressions()
    try {
      return file === undefined
        ? await tested(mapping, expressions, json)
        : await mapped(mapping, expressions, { file, json })
    } finally {
      await expressions.close()
    }
  },
}

async function mapped(
  { expression }: OwnMapping,
  expressions: Expressions,
  { file, json }: { file: string; json: boolean },
): Promise<string | Outcome> {
  const source = exactJson(await textOf(file))
  if ('problem' in source) return failed([source.problem], json)
  const { target, problem } = await expressions.runMapping(expression, source.value)
  return problem ? failed([problem], json) : JSON.stringify(target, null, 2)
}

async function tested(mapping: OwnMapping, expressions: Expressions, json: boolean): Promise<string | Outcome> {
  const problems = await testMapping(mapping, expressions.runMapping)
  if (problems.length > 0) return failed(problems, json)
  const count = mapping.samples.length
  return json
    ? JSON.stringify({ samples: count, problems }, null, 2)
    : `${count} ${count === 1 ? 'sample' : 'samples'}, each gave what it should.`
}

function failed(problems: Problem[], json: boolean): Outcome {
  if (!json) throw new CliError(problems.map((one) => `✗ ${sentenceOf(one)}`).join('\n'))
  const told = problems.map((one) => ({ ...one, sentence: sentenceOf(one) }))
  return { text: JSON.stringify({ problems: told }, null, 2), code: 1 }
}

async function textOf(path: string): Promise<string> {
  const file = await openFile(path)
  try {
    const about = await file.stat()
    if (about.size > BYTES_MAX) throw new CliError(`${path} has ${about.size} bytes, at most ${BYTES_MAX} can be read.`)
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
