import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorSentence } from '../../connectors/connectors.ts'
import type { Grid } from '../../grid.ts'
import { probesOf } from '../connections/checking.ts'
import { folderStore } from './folder.ts'
import { listTargets, type Target } from './queries.ts'

/** A place where rules of the archive put files. */
export interface Tried {
  where: string
  /** Of the rules that put them there. */
  rules: string
  /** Why files cannot be put there now, as a sentence; null: they can. */
  problem: string | null
}

/** Every target of the archive, tried as its files would be put there. */
export async function* tryTargets(grid: Pick<Grid, 'database' | 'secrets' | 'config'>): AsyncGenerator<Tried> {
  for (const target of await listTargets(grid.database.pool)) {
    const folder = join(grid.config.dataFolder, 'archive')
    const where = target.id === null ? folder : `connection ${target.name}`
    const act = target.id === null ? tryFolder(folder) : tryConnection(grid, target)
    const problem = await act.catch((error) => (error as Error).message)
    yield { where, rules: target.rules, problem }
  }
}

async function tryFolder(folder: string): Promise<null> {
  const name = `.probe-${randomUUID()}`
  await folderStore(folder).put(name, [Buffer.from('entrepot')])
  await rm(join(folder, name))
  return null
}

async function tryConnection(
  grid: Pick<Grid, 'database' | 'secrets'>,
  { id, connector, settings, halted, ended }: Target,
): Promise<string | null> {
  if (ended) return 'it has ended'
  if (halted) return 'it is halted by an alarm'
  const problem = (await probesOf(grid, { id: id!, connector, settings })).at(-1)?.problem
  return problem ? (connectorSentence(problem.code, problem) ?? problem.code) : null
}
