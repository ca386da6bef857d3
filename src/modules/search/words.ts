/** What somebody typed or a document says, as words: letters and digits, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

const WORDS_MAX = 8

/** All of these words, the last one only begun; `weights` says which classes may be matched. Null: nothing to look for. */
export function queryOf(text: string, weights = ''): string | null {
  const words = wordsOf(text).slice(0, WORDS_MAX)
  if (words.length === 0) return null
  return words.map((word, at) => `'${word}':${at === words.length - 1 ? '*' : ''}${weights}`).join(' & ')
}
