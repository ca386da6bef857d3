import { readFileSync } from 'node:fs'
import { checkLayout, type FlatLayout } from '../../formats/flat/layout.ts'
import { sentenceOf } from '../../formats/problems.ts'
import { CliError } from '../connection.ts'

/** A layout from its file; one that is none, or contradicts itself, is refused with all that is wrong in it. */
export function layoutIn(path: string): FlatLayout {
  let given: unknown
  try {
    given = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new CliError(`${path} is no JSON: ${error.message}.`)
    throw new CliError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  const { layout, problems } = checkLayout(given)
  if (layout) return layout
  throw new CliError(
    [`${path} is no layout that can be used:`, ...problems.map((one) => `✗ ${sentenceOf(one)}`)].join('\n'),
  )
}

/** A name that is a file's, since no format is called so. */
export const namesLayout = (given: string): boolean => given.endsWith('.json')

/** The text of a file in the characters that its layout declares: UTF-8 where it says none. */
export function encoded(text: string, charset: FlatLayout['charset']): Uint8Array {
  if (charset === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (charset === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  if (charset !== 'windows-1252') return Buffer.from(text)
  const lacking = [...new Set(text)].filter((character) => !WINDOWS_1252.has(character))
  if (lacking.length > 0)
    throw new CliError(`Windows-1252, which the layout declares, has no "${lacking.join('')}". Declare utf-8.`)
  return Uint8Array.from(text, (character) => WINDOWS_1252.get(character)!)
}

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const WINDOWS_1252 = new Map(Array.from(new TextDecoder('windows-1252').decode(ALL_BYTES), (one, byte) => [one, byte]))
