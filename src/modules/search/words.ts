import { type SensitiveClass, sensitiveClasses } from '../../edi/sensitive/classes.ts'

/** What somebody typed or a document says, as words: letters and digits, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Each class with a place and a weight of its own: a word can be of several. */
export const WEIGHTS: Record<SensitiveClass | 'other', string> = {
  other: '1D',
  bank: '2A',
  price: '3B',
  person: '4C',
}

const WORDS_MAX = 8

/** All of these words, where they are not of hidden classes; `begun`: the last one may go on. Null: nothing to look for. */
export function queryOf(text: string, hidden: ReadonlySet<SensitiveClass>, begun = false): string | null {
  const words = wordsOf(text).slice(0, WORDS_MAX)
  if (words.length === 0) return null
  const seen = sensitiveClasses.filter((one) => !hidden.has(one)).map((one) => WEIGHTS[one][1])
  const weights = hidden.size === 0 ? '' : `D${seen.join('')}`
  return words.map((word, at) => `'${word}':${begun && at === words.length - 1 ? '*' : ''}${weights}`).join(' & ')
}
