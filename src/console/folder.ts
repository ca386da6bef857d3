import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const PROJECT = join(import.meta.dirname, '../..')

/** Where the built console lies: pages and scripts, as a browser gets them. */
export const BUILT = join(PROJECT, 'dist/console')

/** The same, or null where nobody built it: such a grid has the API alone. */
export function builtConsole(): string | null {
  return existsSync(join(BUILT, 'index.html')) ? BUILT : null
}
