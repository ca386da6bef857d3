import { createHash, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { systemActor } from '../../platform/actor.ts'
import type { EventReader } from '../../platform/readers.ts'
import type { Schedule } from '../../platform/schedules.ts'
import type { Ending } from './policy.ts'
import { lookAtEndings } from './verbs.ts'

/** What ends comes nearer by itself. */
export function endingSchedule(grid: Grid): Schedule {
  return { name: 'key-endings', everyMs: 3_600_000, run: () => look(grid) }
}

/** Who adds, changes or revokes a key sees the item follow. */
export function endingReader(grid: Grid): EventReader {
  return {
    name: 'key-endings',
    everyMs: 1_000,
    types: async () => ['sftp-credential.%', 'api-key.%'],
    async read() {
      await look(grid)
      return { rows: [] }
    },
  }
}

async function look(grid: Grid): Promise<void> {
  const days = grid.config.keyWarningDays
  const certificates = await certificatesOf(grid)
  await perform(grid, systemActor, (act) => lookAtEndings(act, { days, certificates }))
}

/** The certificate with which the provider of single sign-on signs: another one is another file. */
async function certificatesOf({ config }: Pick<Grid, 'config'>): Promise<Ending[] | null> {
  const { saml } = config.signIn
  if (saml === undefined) return []
  // Only who answers people needs to have the file; whoever has not, says nothing of it.
  const pem = await readFile(saml.certificateFile).catch(() => null)
  if (pem === null) return null
  const found = new X509Certificate(pem)
  const hash = createHash('sha256').update(found.raw).digest('hex')
  return [
    {
      kind: 'certificate',
      id: `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
      ...{ organization: null, slug: null, called: saml.issuer, replaced: false },
      ...{ madeAt: new Date(found.validFrom), endsAt: new Date(found.validTo) },
    },
  ]
}
