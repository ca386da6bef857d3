/** The word for a code of the grid; a code that is newer than this console stays as it is. */
export function wordOf(words: object, code: string): string {
  return (words as Record<string, string | undefined>)[code] ?? code
}
