import { type Config, ConfigProblems, readConfig } from '../../config.ts'
import { checkArchive } from './archive.ts'
import { checkClock, checkDatabase, checkKeys, checkMigrations, checkWaiting, withDatabase } from './database.ts'
import { checkListeners } from './listeners.ts'
import { checkFolder, checkNode, checkPayloads, checkSpace } from './machine.ts'

/** One thing that was looked at. */
export interface Finding {
  check: string
  state: 'ok' | 'warning' | 'failed' | 'skipped'
  found: string
  /** What to do now. */
  advice?: string
}

/** Looks at everything, one after the other; what rests on something that failed is skipped. Changes nothing. */
export async function* findings(env: Record<string, string | undefined>): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node)
  let config: Config
  try {
    config = readConfig(env)
    yield { check: 'configuration', state: 'ok', found: 'every variable can be read' }
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error
    for (const found of error.problems) {
      yield { check: 'configuration', state: 'failed', found, advice: 'Mend it; docs/configuration.md lists them all.' }
    }
    return
  }
  const folder = await checkFolder(config.dataFolder)
  yield folder
  if (folder.state !== 'failed') yield await checkSpace(config.dataFolder)
  yield* await checkListeners(config)
  yield* withDatabase(config, async function* (database) {
    yield await checkDatabase(database, config)
    const migrations = await checkMigrations(database)
    yield migrations
    yield await checkClock(database)
    if (migrations.state === 'failed') return
    yield await checkKeys(database, config)
    yield await checkPayloads(database, config)
    yield* checkArchive(database, config)
    yield* await checkWaiting(database)
  })
}
