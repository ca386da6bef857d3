import { z } from 'zod'
import { type DefinitionProblem, readDefinition } from '../definitions.ts'
import type { Directory } from '../edifact/grammar.ts'
import type { Standard } from '../x12/standards.ts'
import { edifactForm, layEdifact } from './edifact.ts'
import { layX12, x12Form } from './x12.ts'

/** The tables of a standard with somebody's own over them. */
export type Dictionary =
  | { name: string; standard: 'x12'; version: string; tables: Standard }
  | { name: string; standard: 'edifact'; version: string; release: string; tables: Directory }

/** As somebody writes it. */
export const dictionaryForm = z.discriminatedUnion('standard', [x12Form, edifactForm])
export type DictionaryForm = z.output<typeof dictionaryForm>

/** Reads a dictionary that somebody wrote, and checks it; without one where a problem is an error. */
export function readDictionary(text: string): { dictionary: Dictionary | null; problems: DefinitionProblem[] } {
  const { value, problems } = readDefinition(text, dictionaryForm)
  if (!value) return { dictionary: null, problems }
  if (value.standard === 'x12') {
    const laid = layX12(value)
    const { name, version } = value
    return result({ name, standard: 'x12', version, tables: laid.tables }, laid.problems)
  }
  const laid = layEdifact(value)
  const [version, release] = value.directory.split('.')
  return result(
    { name: value.name, standard: 'edifact', version: version!, release: release!, tables: laid.tables },
    laid.problems,
  )
}

function result(dictionary: Dictionary, problems: DefinitionProblem[]) {
  const usable = problems.every(({ severity }) => severity === 'warning')
  return { dictionary: usable ? dictionary : null, problems }
}
