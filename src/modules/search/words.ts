import { type SensitiveClass, sensitiveClasses } from '../../edi/sensitive/classes.ts'

/** What somebody typed or a document says, as words: letters and digits, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/**
 * Each class with a place of its own: a word can be of several. There are four weights, so free text shares that of banks: its words
 * are found by those who see both.
 */
export const WEIGHTS: Record<SensitiveClass | 'other', string> = {
  other: '1D',
  bank: '2A',
  price: '3B',
  person: '4C',
  text: '5A',
}

const WORDS_MAX = 8

/** All of these words, where they are not of hidden classes; `begun`: the last one may go on. Null: nothing to look for. */
export function queryOf(text: string, hidden: ReadonlySet<SensitiveClass>, begun = false): string | null {
  const words = wordsOf(text).slice(0, WORDS_MAX)
  if (words.length === 0) return null
  const unseen = new Set([...hidden].map((one) => WEIGHTS[one][1]))
  const seen = new Set(sensitiveClasses.map((one) => WEIGHTS[one][1]).filter((weight) => !unseen.has(weight)))
  const weights = hidden.size === 0 ? '' : `D${[...seen].join('')}`
  return words.map((word, at) => `'${word}':${begun && at === words.length - 1 ? '*' : ''}${weights}`).join(' & ')
}
