import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { order } from '../test/messages.ts'
import { type Figure, figure } from './figure.ts'
import { startGrid } from './large-file/grid.ts'

const FILES = Number(process.env['BENCH_FILES'] ?? 10_000)

/** Many tiny files by one `put` of OpenSSH's client: each is received once, and each order comes out once. */
export async function tinyFiles(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot-tiny-'))
  await chmod(folder, 0o711) // the embedded Postgres may run as a user of its own
  try {
    const files = join(folder, 'files')
    await mkdir(files)
    for (let n = 1; n <= FILES; n++) {
      const text = order({ control: n, po: `TINY-${n}`, lines: 1 })
      await writeFile(join(files, `tiny-${n}.edi`), text)
    }
    const grid = await startGrid(join(folder, 'data'))
    try {
      const idle = await grid.memory.idleMegabytes()
      grid.memory.peakMegabytes()
      const began = performance.now()
      const putSeconds = await grid.sftp('acme', [`put ${files}/*.edi inbox/`])
      const counts = () => grid.database.query(COUNTS).then(({ rows }) => rows[0])
      while ((await counts()).undecided > 0) await new Promise((done) => setTimeout(done, 100))
      const seconds = (performance.now() - began) / 1000
      const { undecided, ...found } = await counts()
      const wrong = Object.entries(found).filter(([, count]) => count !== FILES)
      if (wrong.length > 0) throw new Error(`${FILES} files were sent, counted were ${JSON.stringify(found)}`)
      return [
        figure('tiny-files/files', FILES, 'files'),
        figure('tiny-files/files-per-second-in', FILES / putSeconds, 'files/s'),
        figure('tiny-files/files-per-second-decided', FILES / seconds, 'files/s'),
        figure('tiny-files/peak-minus-idle-mb', grid.memory.peakMegabytes() - idle, 'MB'),
      ]
    } finally {
      await grid.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const COUNTS = `select
  (select count(*)::int from interchanges where direction = 'in' and status = 'received') as undecided,
  (select count(*)::int from interchanges where name like 'tiny-%') as received,
  (select count(distinct name)::int from interchanges where name like 'tiny-%') as names,
  (select count(*)::int from documents where business_key like 'TINY-%' and status = 'released') as documents,
  (select count(distinct business_key)::int from documents where business_key like 'TINY-%') as orders,
  (select count(*)::int from deliveries where purpose = 'documents') as sent,
  (select count(*)::int from deliveries where purpose = 'acknowledgement') as acknowledged`
