import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/**
 * What Node makes of each source is kept beside the packages, and a start with the same sources takes it from there. Holds for
 * what is imported after this call. Where the folder cannot be written nothing is kept, and all works as well.
 */
export function keepCompiled(): void {
  enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'))
}
