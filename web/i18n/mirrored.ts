const ACCENTED: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
}
const [FROM_RIGHT, BACK] = ['\u202e', '\u202c']

/**
 * A language that nobody speaks, made of English: longer, accented and from right to left, so that a layout that counts on the
 * length or the direction of its words shows itself.
 */
export function mirrored<T>(words: T): T {
  if (typeof words === 'string') return turned(words) as T
  if (typeof words === 'function') return ((...given: unknown[]) => turned(words(...given) as string)) as T
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, mirrored(value)])) as T
}

function turned(text: string): string {
  // What stands in braces is filled in later.
  const accented = text.replace(/\{\w+\}|[a-z]/gi, (found) => ACCENTED[found] ?? found)
  return `${FROM_RIGHT}[${accented}]${BACK}`
}
