import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { Database } from '../../platform/database.ts'
import { Payloads } from '../../platform/payloads/payloads.ts'
import type { Finding } from './findings.ts'

const NODE_MAJOR = 26
const FREE_WARNING_BYTES = 5_000_000_000
const FREE_FAILED_BYTES = 500_000_000

export function checkNode(version: string): Finding {
  const check = 'node'
  if (Number(version.split('.', 1)[0]) >= NODE_MAJOR) return { check, state: 'ok', found: `Node ${version}` }
  const advice = 'Start it by npm (`npm start`, `npm run -s entrepot -- …`): that brings its own Node.'
  return { check, state: 'failed', found: `Node ${version}, ${NODE_MAJOR} is needed`, advice }
}

/** The folder is there, is ours, and its secrets are nobody else's to read. */
export async function checkFolder(folder: string): Promise<Finding> {
  const check = 'data folder'
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') {
      const advice = 'It is made by the first `npm start`; if there was one, check ENTREPOT_DATA.'
      return { check, state: 'warning', found: `${folder} is not there`, advice }
    }
    const advice = 'Run this as the user who runs the grid, or give the folder to that user.'
    return { check, state: 'failed', found: `${folder} cannot be read and written (${code})`, advice }
  }
  for (const name of ['secret.key', 'admin.key']) {
    const mode = await stat(join(folder, name)).then(
      (found) => found.mode & 0o077,
      () => 0,
    )
    if (mode !== 0) {
      const file = join(folder, name)
      return { check, state: 'failed', found: `${file} can be read by others`, advice: `chmod 600 ${file}` }
    }
  }
  return { check, state: 'ok', found: folder }
}

export async function checkSpace(folder: string): Promise<Finding> {
  const check = 'free space'
  const found = await statfs(folder).catch(() => null)
  if (!found) return { check, state: 'skipped', found: 'there is no data folder yet' }
  const free = found.bavail * found.bsize
  const text = `${(free / 1e9).toFixed(1)} GB free at ${folder}`
  const advice = 'Make room, or move the folder: a full disk stops everything that comes in.'
  if (free < FREE_FAILED_BYTES) return { check, state: 'failed', found: text, advice }
  return free < FREE_WARNING_BYTES
    ? { check, state: 'warning', found: text, advice }
    : { check, state: 'ok', found: text }
}

/** Bytes can be written where payloads go, read back and removed. */
export async function checkPayloads({ pool }: Database, config: Config): Promise<Finding> {
  const check = 'payload store'
  const place = config.payloads.s3 ? `S3, bucket ${config.payloads.s3.bucket}` : join(config.dataFolder, 'payloads')
  const payloads = new Payloads({
    ...config.payloads,
    encrypted: false,
    pool,
    folder: join(config.dataFolder, 'payloads'),
    sizeBytesMax: config.interchangeBytesMax,
  })
  const unfit = await payloads.check()
  if (!unfit) return { check, state: 'ok', found: `${place}: written, read and removed` }
  const advice = config.payloads.s3
    ? 'Check the ENTREPOT_S3_ variables and the rights of that key.'
    : 'Check rights and space there.'
  return { check, state: 'failed', found: `${place}: ${unfit.layer}: ${unfit.reason}`, advice }
}
