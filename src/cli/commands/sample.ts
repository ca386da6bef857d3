import { brokenSamplesOf, sampleOf } from '../../edi/guides/samples.ts'
import { UsageError } from '../connection.ts'
import { guideIn } from '../files/guides.ts'
import type { Command } from '../main.ts'

const LINES_MAX = 10_000

export const sample: Command = {
  usage: 'sample GUIDE',
  summary: 'a set or message that a guide takes, or such as it refuses; no grid is asked',
  options: {
    seed: { type: 'string' },
    lines: { type: 'string' },
    broken: { type: 'boolean', default: false },
  },
  help: `
  --seed N     another sample; the same number gives the same one. 1 without it
  --lines N    how many lines it has, where the guide allows so many; 2 without it
  --broken     instead one for each thing that can be wrong, behind the code and the place of what is found in it
  --json       as JSON
GUIDE is a file of JSON: docs/codec.md says what stands in it. The sample goes from its header to its trailer, without an envelope.`,
  async run([path], { json, given }) {
    if (!path) throw new UsageError('Which guide? entrepot sample bolt-850.json')
    const seed = numberOf('seed', given['seed'], Number.MAX_SAFE_INTEGER)
    const lines = given['lines'] === undefined ? 2 : numberOf('lines', given['lines'], LINES_MAX)
    const guide = guideIn(path)
    if (!given['broken']) {
      const text = sampleOf(guide, { seed, lines })
      return json ? JSON.stringify({ guide: guide.name, version: guide.version, text }, null, 2) : text.trimEnd()
    }
    const broken = brokenSamplesOf(guide, { seed, lines })
    if (json) return JSON.stringify(broken, null, 2)
    return broken.map(({ code, place, text }) => `${code} at ${place}:\n${text.trimEnd()}`).join('\n\n')
  },
}

function numberOf(name: string, given: string | boolean | undefined, most: number): number {
  const text = String(given ?? '1')
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number
  throw new UsageError(`--${name} is a number from 1 to ${most}, not "${text}".`)
}
