import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { tryTargets } from '../../modules/archive/trying.ts'
import type { Database } from '../../platform/database.ts'
import { Secrets } from '../../platform/secrets.ts'
import type { Finding } from './findings.ts'

/** The places where the archive puts files take some. */
export async function* checkArchive(database: Database, config: Config): AsyncGenerator<Finding> {
  const { current, file, old } = config.secretKeys
  const key = current ?? (await keyIn(file ?? join(config.dataFolder, 'secret.key')))
  // Said by the check of the keys.
  if (key === null) return
  const secrets = new Secrets({ current: key, old })
  for await (const { where, rules, problem } of tryTargets({ database, config, secrets })) {
    const found = `${where} (${rules})`
    const advice = 'What waits for it is kept, and goes on by itself once it takes files again.'
    yield problem === null
      ? { check: 'archive', state: 'ok', found: `${found} takes files` }
      : { check: 'archive', state: 'failed', found: `${found}: ${problem}`, advice }
  }
}

async function keyIn(file: string): Promise<Buffer | null> {
  try {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
    return key.length === 32 ? key : null
  } catch {
    return null
  }
}
