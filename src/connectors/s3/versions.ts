import type { Item } from '../define.ts'
import type { Head } from './session.ts'

/** Buckets without versions call the only one so. */
const NO_VERSION = 'null'

/** What changes when the content does, as the ledger keeps it. */
export function identityOf({ etag, versionId }: { etag: string; versionId: string | undefined }): string {
  return versionId === undefined || versionId === NO_VERSION ? `etag:${etag}` : `version:${versionId}`
}

export function versionOf({ version }: Item): { etag: string | undefined; versionId: string | undefined } {
  const [, kind, value] = /^(etag|version):(.*)$/s.exec(version) ?? []
  return kind === 'version' ? { etag: undefined, versionId: value } : { etag: value, versionId: undefined }
}

/** Whether what lies there now is still this version of the item. */
export function isSame(now: Head | null, item: Item): now is Head {
  if (now === null) return false
  const { etag, versionId } = versionOf(item)
  return versionId === undefined ? now.etag === etag : now.versionId === versionId
}
