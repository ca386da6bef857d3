import { join } from 'node:path'
import { Readable } from 'node:stream'
import { connectors } from '../../connectors/connectors.ts'
import type { Drop } from '../../connectors/define.ts'
import type { Grid } from '../../grid.ts'
import type { Sessions } from '../connections/sessions.ts'
import type { FolderStore } from './folder.ts'
import type { PathParts } from './path.ts'
import type { ArchiveRule } from './queries.ts'

/** One file of an archived interchange. */
export interface PlannedFile {
  name: string
  sha256: string
  sizeBytes: number
}

/** Where it lies now, as the target calls it. */
export interface PutFile extends PlannedFile {
  key: string
  version?: string
}

export interface ArchiveParts extends Pick<Grid, 'database' | 'payloads' | 'now' | 'newId' | 'commit'> {
  sessions: Sessions
  folder: FolderStore
}

/** What is put: the same on every attempt. */
export interface Putting {
  rule: ArchiveRule
  interchange: string
  folder: string
  parts: PathParts
}

/** Puts one file where its rule says. When it resolves, the file lies there, whole and durable. */
export async function put(grid: ArchiveParts, of: Putting, file: PlannedFile, signal: AbortSignal): Promise<PutFile> {
  const reader = await grid.payloads.open(Buffer.from(file.sha256, 'hex'))
  try {
    if (of.rule.connection === null) {
      const key = join(of.folder, file.name)
      await grid.folder.put(key, reader.stream())
      return { ...file, key }
    }
    const drop = dropOf(of, file, async () => Readable.from(reader.stream()))
    return { ...file, ...(await dropped(grid, of.rule, drop, signal)) }
  } finally {
    await reader.close()
  }
}

function dropOf({ rule, interchange, folder, parts }: Putting, file: PlannedFile, bytes: Drop['bytes']): Drop {
  const [yyyy, mm, dd] = parts.at.toISOString().slice(0, 10).split('-') as [string, string, string]
  const { partner, type, number } = parts
  return {
    key: `${rule.id}:${interchange}:${file.name}`,
    name: file.name,
    contentType: file.name === 'manifest.json' ? 'application/json' : 'application/octet-stream',
    exact: true,
    sizeBytes: file.sizeBytes,
    sha256: Buffer.from(file.sha256, 'hex'),
    words: { yyyy, mm, dd, partner, type, number },
    folder,
    bytes,
  }
}

async function dropped(grid: ArchiveParts, rule: ArchiveRule, drop: Drop, signal: AbortSignal) {
  return grid.sessions.use(
    rule.connection!,
    async (session, connector) => {
      const action = connectors[connector.name]!.drop!
      const settings = action.settings.parse(rule.settings)
      const { key, name = drop.name, versionId } = await action.run(session, { drop, settings, signal })
      const version = versionId === undefined ? {} : { version: String(versionId) }
      return { key: String(key ?? join(drop.folder ?? '', String(name))), ...version }
    },
    signal,
  )
}
