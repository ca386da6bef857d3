import { defineConnector, type Layer } from '../define.ts'
import { ConnectorError } from '../errors.ts'
import { drop } from './drop.ts'
import { fields } from './fields.ts'
import { opening } from './opening.ts'
import { pickUp } from './pick-up.ts'
import { problems } from './problems.ts'
import type { SftpSession } from './session.ts'

const LAYERS: Layer[] = ['name', 'network', 'identity', 'sign-in', 'permission']

export const sftp = defineConnector<SftpSession, typeof fields>({
  name: 'sftp',
  title: 'SFTP server',
  connection: fields,
  credentialsFor: ['host', 'port', 'user'],
  problems,
  async open(connection, signal) {
    const steps = opening(connection, signal)
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
    }
  },
  async close(session) {
    session.close()
  },
  isOpen: (session) => session.isOpen,
  async *check(connection, signal) {
    const steps = opening(connection, signal)
    for (const layer of LAYERS) {
      const from = performance.now()
      const ms = () => Math.round(performance.now() - from)
      try {
        await steps.next()
        if (layer === 'permission') await used((await steps.next()).value as SftpSession)
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error
        yield { layer, ms: ms(), problem: { ...error.parameters, code: error.code } }
        return
      }
      yield { layer, ms: ms() }
    }
  },
  pickUp,
  drop,
})

async function used(session: SftpSession): Promise<void> {
  try {
    await session.home()
  } finally {
    session.close()
  }
}
