import { posix } from 'node:path'

/** What a key template may ask for; partner, type and number come with the delivery. */
export const WORDS = ['name', 'stem', 'hash', 'sha256', 'yyyy', 'mm', 'dd', 'partner', 'type', 'number'] as const
const ASKED = /\{([^{}]*)\}/g
const KEY_BYTES_MAX = 1_024

/** What is wrong with a template, or null. */
export function templateProblem(template: string): string | null {
  for (const [, word] of template.matchAll(ASKED)) {
    if (!(WORDS as readonly string[]).includes(word!)) return `expected one of ${WORDS.join(', ')} instead of {${word}}`
  }
  if (/[{}]/.test(template.replace(ASKED, ''))) return 'expected each { to have its }'
  if (template.startsWith('/') || template.includes('//')) return 'expected no empty part before or between slashes'
  return null
}

/** The first word that a template asks for and that is not given, or null. */
export function missingWord(template: string, words: Record<string, string>): string | null {
  for (const [, word] of template.matchAll(ASKED)) if (!words[word!]) return word!
  return null
}

/**
 * `{yyyy}/{mm}/{partner}/{number}-{hash}` with its words. A word never adds a part to the path and has only letters, digits,
 * spaces and `. _ - + = @ ,`: everything else becomes `_`, so that no partner's number leads out of its place. A folder
 * stands before its last part.
 */
export function keyFrom(template: string, words: Record<string, string>, folder?: string): string {
  const key = template.replace(ASKED, (_, word: string) => sanitised(words[word] ?? ''))
  return shortened(folder ? `${folderOf(key)}${folder}/${nameOf(key)}` : key)
}

/** `orders.edi` → `orders-<mark>.edi`. */
export function marked(key: string, mark: string): string {
  const { dir, name, ext } = posix.parse(key)
  return `${dir === '' ? '' : `${dir}/`}${name}-${mark}${ext}`
}

export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

/** A prefix may end within a name, as "in/orders-": what lies beside it is up to its last slash. */
export function folderOf(prefix: string): string {
  return prefix.slice(0, prefix.lastIndexOf('/') + 1)
}

/** A prefix within another, or from the bucket's root where it begins with a slash, with its day. */
export function prefixAt(base: string, prefix: string, at: Date): string {
  const [yyyy, mm, dd] = at.toISOString().slice(0, 10).split('-') as [string, string, string]
  const dated = prefix.replaceAll('{yyyy}', yyyy).replaceAll('{mm}', mm).replaceAll('{dd}', dd)
  return fixedPart(base, dated)
}

/** The same up to its first `{`: everything beneath it was put there by the grid. */
export function fixedPart(base: string, prefix: string): string {
  const fixed = prefix.split('{')[0]!
  return fixed.startsWith('/') ? fixed.slice(1) : `${folderOf(base)}${fixed}`
}

function sanitised(word: string): string {
  const safe = word.normalize('NFC').replace(/[^\p{L}\p{N}._\-+=@, ]/gu, '_')
  return /^\.+$/.test(safe) ? safe.replaceAll('.', '_') : safe
}

/** Stores take 1024 bytes of UTF-8: a longer key loses its middle, not its end with the hash. */
function shortened(key: string): string {
  if (Buffer.byteLength(key) <= KEY_BYTES_MAX) return key
  const letters = [...key]
  while (Buffer.byteLength(letters.join('')) > KEY_BYTES_MAX) letters.splice(Math.floor(letters.length / 2), 1)
  return letters.join('')
}
