import { posix } from 'node:path'
import { z } from 'zod'

const pattern = z.string().min(1).max(200)
const folder = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^[^\0]+$/, 'expected a path')
/** A name beside the file, made of its own: `{name}` is all of it, `{stem}` without the last extension. */
const beside = z
  .string()
  .max(200)
  .regex(/^[^/\0]*\{(name|stem)\}[^/\0]*$/, 'expected a name with {name} or {stem} in it, as in "{name}.done"')
  .nullable()
  .default(null)

/** How partners pick up from each other's servers; every convention is an option. */
export const pickUpSettings = z.strictObject({
  folder: folder.default('.'),
  include: z.array(pattern).max(50).default(['*']).meta({ description: 'Globs of names; one of them must fit' }),
  exclude: z.array(pattern).max(50).default([]),
  temporary: z
    .array(pattern)
    .max(50)
    .default(['.*', '*.tmp', '*.part', '*.filepart', '*.partial', '*.swp', '*.writing', '*.crdownload'])
    .meta({ description: 'Names that senders use while they write' }),
  doneFile: beside.meta({ description: 'A file is complete when this one lies beside it; null: when it lies quiet' }),
  quietSeconds: z.int().min(0).max(86_400).default(30),
  afterwards: z.enum(['move', 'delete', 'leave']).default('move'),
  archiveFolder: folder
    .default('archive')
    .meta({ description: 'Within the folder, or from /; {yyyy}, {mm} and {dd} are the day of taking' }),
  errorFolder: folder
    .nullable()
    .default(null)
    .meta({ description: 'Where files go that were not taken, with the reason beside them; null: they stay' }),
  resultFile: z.boolean().default(false).meta({
    description: `Writes <name>.result.json beside where the file lies, or lay: as what it was taken, or why not`,
  }),
})

/** What became of a file, for programs. */
export const RESULT = '.result.json'

/** How a file is handed to a partner's server. */
export const dropSettings = z.strictObject({
  folder: folder.default('.'),
  doneFile: beside,
  collision: z.enum(['fail', 'suffix', 'overwrite']).default('fail'),
  lineEnds: z
    .enum(['asIs', 'lf', 'crlf'])
    .default('asIs')
    .meta({ description: 'Of text; a file that holds anything but text goes as it is' }),
  direct: z.boolean().default(false).meta({ description: 'For servers without renaming: write under the final name' }),
})

export type PickUpSettings = z.output<typeof pickUpSettings>
export type DropSettings = z.output<typeof dropSettings>

/** Whether a name is one to take. */
export function wanted(name: string, { include, exclude, temporary, resultFile }: PickUpSettings): boolean {
  if (resultFile && name.endsWith(RESULT)) return false
  if (
    fits(
      name.toLowerCase(),
      temporary.map((one) => one.toLowerCase()),
    )
  )
    return false
  return fits(name, include) && !fits(name, exclude)
}

export function besideOf(name: string, template: string): string {
  const { name: stem } = posix.parse(name)
  return template.replaceAll('{name}', name).replaceAll('{stem}', stem)
}

/** A folder beside or within another, with its day. */
export function folderAt(base: string, path: string, at: Date): string {
  const [yyyy, mm, dd] = at.toISOString().slice(0, 10).split('-') as [string, string, string]
  const dated = path.replaceAll('{yyyy}', yyyy).replaceAll('{mm}', mm).replaceAll('{dd}', dd)
  return dated.startsWith('/') ? dated : within(base, dated)
}

export function within(folder: string, name: string): string {
  return folder === '.' ? name : `${folder.replace(/\/+$/, '')}/${name}`
}

/** `orders.edi` → `orders-<mark>.edi`. */
export function marked(name: string, mark: string): string {
  const { name: stem, ext } = posix.parse(name)
  return `${stem}-${mark}${ext}`
}

function fits(name: string, patterns: string[]): boolean {
  return patterns.some((one) => posix.matchesGlob(name, one))
}
