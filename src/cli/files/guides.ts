import { readFileSync } from 'node:fs'
import { renderDefinitionProblem } from '../../edi/definitions.ts'
import { type Guide, readGuide } from '../../edi/guides/guide.ts'
import { CliError } from '../connection.ts'

/** A guide from its file; one that is none, or does not fit its grammar, is refused with all that is wrong in it. */
export function guideIn(path: string): Guide {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new CliError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  const { guide, problems } = readGuide(text)
  if (guide) return guide
  const lines = problems.map((one) => `✗ ${renderDefinitionProblem(one)}`)
  throw new CliError([`${path} is no guide that can be used:`, ...lines].join('\n'))
}
