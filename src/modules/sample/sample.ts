import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Grid } from '../../grid.ts'
import { systemActor } from '../../platform/actor.ts'
import { newKeyPair } from '../../sftp/key-pair.ts'
import { applyNetwork } from '../network/apply.ts'

/** Where the sample's keys and its first order lie. */
export interface Sample {
  folder: string
  key: string
  order: string
}

const PARTNERS = ['acme', 'bolt']

/**
 * The sample network of a first start: a host and two partners that trade orders, each with a key made now. Null when the
 * grid has organizations already.
 */
export async function makeSample(grid: Grid): Promise<Sample | null> {
  const { rows } = await grid.database.pool.query('select 1 from organizations limit 1')
  if (rows.length > 0) return null
  const folder = join(grid.config.dataFolder, 'sample')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lines: Record<string, string> = {}
  for (const slug of PARTNERS) {
    const pair = newKeyPair('ed25519', `${slug} sample`)
    await writeFile(join(folder, slug), pair.private, { mode: 0o600 })
    lines[slug] = pair.public
  }
  const sample = sampleAt(folder)
  await writeFile(sample.order, ORDER)
  await applyNetwork(grid, networkText(lines), systemActor)
  return sample
}

export function sampleAt(folder: string): Sample {
  return { folder, key: join(folder, 'acme'), order: join(folder, 'order.edi') }
}

const networkText = (keys: Record<string, string>) => `
calendars:
  office: { hours: { mon: [["08:00", "17:00"]], tue: [["08:00", "17:00"]], wed: [["08:00", "17:00"]], thu: [["08:00", "17:00"]], fri: [["08:00", "15:00"]] } }
organizations:
  harbour:
    name: Harbour Grid
    role: host
  acme:
    name: ACME Stores
    timeZone: America/New_York
    calendar: office
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }]
    channels: { inbox: { direction: in, kind: sftp-home }, outbox: { direction: out, kind: sftp-home }, api: { direction: in, kind: api } }
    sftpKeys: ["${keys['acme']}"]
  bolt:
    name: Bolt Supply
    timeZone: Europe/Berlin
    calendar: office
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }]
    channels: { inbox: { direction: in, kind: sftp-home }, outbox: { direction: out, kind: sftp-home }, api: { direction: in, kind: api } }
    sftpKeys: ["${keys['bolt']}"]
agreements:
  - { sender: acme, receiver: bolt, type: "850", mode: test, channel: outbox }
`

const ORDER = [
  'ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*0900*U*00401*000000001*0*T*>~',
  'GS*PO*ACME*BOLT*20261120*0900*1*X*004010~',
  'ST*850*0001~',
  'BEG*00*SA*PO-1001**20261120~',
  'DTM*002*20261204~',
  'N1*ST*ACME STORES EAST*92*0017~',
  'N3*1 HARBOUR ROAD~',
  'N4*NEWARK*NJ*07102*US~',
  'PO1*1*24*EA*9.95**BP*A-100*VP*B-7~',
  'PID*F****LAMP, BLACK, 40 CM~',
  'PO1*2*6*CT*112.5**BP*A-220*VP*B-9~',
  'PID*F****CABLE, 5 M, BOX OF 12~',
  'CTT*2~',
  'SE*12*0001~',
  'GE*1*1~',
  'IEA*1*000000001~',
  '',
].join('\n')
