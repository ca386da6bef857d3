import type { Words } from './english.ts'

/** A problem as the API gives it: what it is, with what, and as an English sentence. */
interface Problem {
  code: string
  sentence: string
  parameters: Record<string, unknown>
}

/** A problem in the language of the page; what has no words there is said as the grid says it. */
export function sentenceOf({ code, sentence, parameters }: Problem, { sentences }: Words): string {
  // Some codes of XML are codes of X12, too.
  const name = parameters['standard'] === 'xml' ? `xml:${code}` : code
  return sentences[name]?.(parameters) ?? sentence
}
