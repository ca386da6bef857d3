import { join } from 'node:path'
import { startApp } from './app.ts'
import { ConfigProblems, readConfig } from './config.ts'
import { buildConsole } from './console/building.ts'
import { firstSteps } from './first-steps.ts'
import { ensureAdminKey } from './modules/access/admin-key.ts'
import { firstSignInLink } from './modules/members/verbs/links.ts'
import { fillSample, makeSample } from './modules/sample/sample.ts'
import { MigrationRefused } from './platform/migrate.ts'

const HELP = `npm start -- [--empty] [--help]

  --empty   no sample network at the first start
Everything else is set by variables: docs/configuration.md`

const flags = process.argv.slice(2)
if (flags.includes('--help')) {
  console.log(HELP)
  process.exit(0)
}
const unknown = flags.filter((flag) => flag !== '--empty')
if (unknown.length > 0) {
  console.error(`${unknown.join(' ')}: no such option.\n${HELP}`)
  process.exit(2)
}

try {
  const config = readConfig(flags.includes('--empty') ? { ...process.env, ENTREPOT_EMPTY: 'true' } : process.env)
  // Without it the grid works as well: by API and command line.
  if (config.roles.includes('web'))
    await buildConsole(console.log).catch((error: Error) => console.error(error.message))
  const app = await startApp(config)
  const adminKey = join(config.dataFolder, 'admin.key')
  await ensureAdminKey(app.grid, adminKey)
  const made = config.sample ? await makeSample(app.grid) : null
  if (made) await app.reload()
  const first = app.http && (await firstSignInLink(app.grid, config.publicUrl))
  if (app.http) console.log(banner(app.http.url, adminKey, first?.link))
  if (config.sample && app.sftp) console.log(firstSteps(config, app.http?.url, app.sftp.port))
  const stopped = new AbortController()
  // Goes on behind what was printed.
  const filling = config.sample ? fillSample(app.exchange, stopped.signal) : null
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      stopped.abort()
      void Promise.resolve(filling)
        .then(() => app.stop({ postgres: true }))
        .then(() => process.exit(0))
    })
  }
} catch (error) {
  const message =
    error instanceof ConfigProblems || error instanceof MigrationRefused ? error.message : whyNotHeard(error)
  if (message === undefined) throw error
  console.error(message)
  process.exit(1)
}

/** A port that somebody else has, or that only the system may open. */
function whyNotHeard(error: unknown): string | undefined {
  const { code, address, port } = error as { code?: string; address?: string; port?: number }
  const reason = { EADDRINUSE: 'is in use: the grid may be running already', EACCES: 'may not be opened by this user' }[
    code ?? ''
  ]
  if (reason === undefined || port === undefined) return undefined
  return `Port ${port} of ${address} ${reason}. Stop what uses it, or set ENTREPOT_HTTP_PORT or ENTREPOT_SFTP_PORT to another one.`
}

function banner(url: string, adminKey: string, signIn: string | undefined): string {
  const first = signIn === undefined ? '' : `\n  First sign-in   ${signIn}   (once, within a day)`
  return `
Entrepot is running.
${first}
  Console         ${url}
  API reference   ${url}/api/docs
  Administrator   the key in ${adminKey}`
}
