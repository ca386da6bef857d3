import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { systemActor } from '../../platform/actor.ts'
import { newKeyPair } from '../../sftp/key-pair.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { addGuide } from '../guides/verbs.ts'
import { applyNetwork } from '../network/apply.ts'
import { SHIP_NOTICE_GUIDE } from './guide.ts'
import { message, order } from './messages.ts'
import { networkText, PARTNERS } from './network.ts'
import { sendSample } from './sending.ts'

/** Where the sample's keys and the first order to send lie. */
export interface Sample {
  folder: string
  key: string
  order: string
}

/**
 * The sample network of a first start: a host and three partners, each with a key made now. Null when the grid has
 * organizations already.
 */
export async function makeSample(grid: Grid): Promise<Sample | null> {
  const { rows } = await grid.database.pool.query('select 1 from organizations limit 1')
  if (rows.length > 0) return null
  const sample = sampleIn(grid.config.dataFolder)
  await mkdir(sample.folder, { recursive: true, mode: 0o700 })
  const lines: Record<string, string> = {}
  for (const slug of PARTNERS) {
    const pair = newKeyPair('ed25519', `${slug} sample`)
    await writeFile(join(sample.folder, slug), pair.private, { mode: 0o600 })
    lines[slug] = pair.public
  }
  await writeFile(sample.order, message({ from: 'ACME', to: 'BOLT', type: '850', control: 1 }, order('PO-1001')))
  await writeFile(unsent(sample), '')
  await perform(grid, systemActor, (act) => addGuide(act, { guide: SHIP_NOTICE_GUIDE, dictionary: null }))
  await applyNetwork(grid, networkText(lines), systemActor)
  return sample
}

/** Sends the sample's documents, once: what a killed start did not get to is sent by the next. */
export async function fillSample(x: Exchange, signal: AbortSignal): Promise<void> {
  const marker = unsent(sampleIn(x.config.dataFolder))
  const wanted = await access(marker).then(
    () => true,
    () => false,
  )
  if (!wanted) return
  try {
    await sendSample(x, signal)
    await rm(marker, { force: true })
  } catch (error) {
    if (!signal.aborted) x.log.warn({ err: error }, 'not all documents of the sample network were sent')
  }
}

export function sampleIn(dataFolder: string): Sample {
  const folder = join(dataFolder, 'sample')
  return { folder, key: join(folder, 'acme'), order: join(folder, 'order.edi') }
}

/** Lies there until all documents of the sample are sent. */
const unsent = ({ folder }: Sample) => join(folder, 'unsent')
