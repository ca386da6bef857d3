import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { ConnectorError } from './connectors/errors.ts'
import { builtConsole } from './console/folder.ts'
import { serveConsole } from './console/serving.ts'
import { maskAnswer } from './edi/sensitive/masking.ts'
import type { Grid } from './grid.ts'
import { openAuthenticator } from './modules/access/authenticator.ts'
import { accessRoutes } from './modules/access/routes.ts'
import { scopes } from './modules/access/scopes.ts'
import { defaultsVerbs } from './modules/agreements/defaults.ts'
import { openDirectory } from './modules/agreements/lookup.ts'
import { agreementRoutes } from './modules/agreements/routes.ts'
import { rulesVerbs } from './modules/agreements/ruling.ts'
import { agreementVerbs } from './modules/agreements/verbs.ts'
import { archiveKind, archiveLimits, archiveReader } from './modules/archive/archiving.ts'
import { folderStore } from './modules/archive/folder.ts'
import { archiveRoutes } from './modules/archive/routes.ts'
import { auditRoutes } from './modules/audit/routes.ts'
import { channelRoutes } from './modules/channels/routes.ts'
import { connectionRoutes } from './modules/connections/routes.ts'
import { contactRoutes } from './modules/contacts/routes.ts'
import { endingReader, endingSchedule } from './modules/endings/jobs.ts'
import { pruneEntries } from './modules/exchange/batching/pruning.ts'
import { type Exchange, openExchange } from './modules/exchange/exchange.ts'
import { fileReader } from './modules/exchange/files/attaching.ts'
import { deliveryLimits, exchangeKinds } from './modules/exchange/jobs.ts'
import { bulkKinds } from './modules/exchange/resend/bulk.ts'
import { bulkRoutes } from './modules/exchange/resend/bulk-routes.ts'
import { correctionRoutes } from './modules/exchange/resend/correction-routes.ts'
import { resendRoutes } from './modules/exchange/resend/routes.ts'
import { exchangeRoutes } from './modules/exchange/routes.ts'
import { keepBacklog, pruneFigures } from './modules/figures/backlog.ts'
import { figureReader } from './modules/figures/counting.ts'
import { figureRoutes } from './modules/figures/routes.ts'
import { guideRoutes } from './modules/guides/routes.ts'
import { doorkeeper } from './modules/homes/doorkeeper.ts'
import { hostKeys } from './modules/homes/host-keys.ts'
import { homeRoutes } from './modules/homes/routes.ts'
import { liveRoutes } from './modules/live/routes.ts'
import { mailKind } from './modules/mails/jobs.ts'
import { openAuth } from './modules/members/auth.ts'
import { authRoutes } from './modules/members/routes/auth.ts'
import { invitationRoutes } from './modules/members/routes/invitations.ts'
import { joiningRoutes } from './modules/members/routes/joining.ts'
import { sessionRoutes } from './modules/members/routes/sessions.ts'
import { memberRoutes } from './modules/members/routes.ts'
import { openSessions } from './modules/members/sessions.ts'
import { networkRoutes } from './modules/network/routes.ts'
import { pruneNotifications } from './modules/notifications/pruning.ts'
import { notificationRoutes } from './modules/notifications/routes.ts'
import { notificationReader } from './modules/notifications/telling.ts'
import { organizationRoutes } from './modules/organizations/routes.ts'
import { pickupKinds } from './modules/pickups/jobs.ts'
import { lateReader } from './modules/pickups/late.ts'
import { prunePickups } from './modules/pickups/pruning.ts'
import { pickupRoutes } from './modules/pickups/routes.ts'
import { proposalRoutes } from './modules/proposals/routes.ts'
import { savedSearchRoutes } from './modules/saved-searches/routes.ts'
import { searchRoutes } from './modules/search/routes.ts'
import { textReader } from './modules/search/texts.ts'
import { webhookRoutes } from './modules/webhooks/routes.ts'
import { tellKind, webhookReader } from './modules/webhooks/telling.ts'
import { workKinds } from './modules/work-items/jobs.ts'
import { workRoutes } from './modules/work-items/routes.ts'
import { Committer } from './platform/commit.ts'
import { type Database, openDatabase } from './platform/database.ts'
import type { DeclaredRoute } from './platform/http/access.ts'
import { createHttp, type Http } from './platform/http/http.ts'
import { type Listening, listen } from './platform/http/listening.ts'
import { forgetAnswers } from './platform/http/stored-answers.ts'
import { newId } from './platform/ids.ts'
import { createLog } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { PayloadKeys } from './platform/payloads/keys.ts'
import { Payloads } from './platform/payloads/payloads.ts'
import { startPostgres } from './platform/postgres/embedded.ts'
import { keepPostgres } from './platform/postgres/keeping.ts'
import { type EventCounter, type EventReader, readerKinds, registerReaders } from './platform/readers.ts'
import { registerSchedules, type Schedule, scheduleKinds } from './platform/schedules.ts'
import { Secrets } from './platform/secrets.ts'
import { vacuumQueues } from './platform/vacuum.ts'
import { startWork, type Work } from './platform/work.ts'
import { type Sftp, startSftp } from './sftp/server.ts'

export interface App {
  grid: Grid
  exchange: Exchange
  http: (Listening & { routes: readonly DeclaredRoute[] }) | null
  sftp: Sftp | null
  /** Reads partners and agreements again now, instead of when the database says that they changed. */
  reload(): Promise<void>
  /** Takes nothing new, finishes what runs, and lets go of everything. The embedded Postgres stays up unless told otherwise. */
  stop(options?: { postgres?: boolean }): Promise<void>
}

/** Puts the parts together: the only place where they meet. */
export async function startApp(config: Config, log = createLog({ level: config.logLevel })): Promise<App> {
  await mkdir(config.dataFolder, { recursive: true, mode: 0o711 })
  const embedded = { folder: join(config.dataFolder, 'postgres'), log: (line: string) => log.debug(line) }
  const postgres = config.databaseUrl ? null : await startPostgres(embedded)
  const keeping = postgres && keepPostgres(postgres, embedded, (error) => log.error({ err: error }, error.message))
  const connection = config.databaseUrl ?? postgres!.connection
  const database = openDatabase({ connection, max: config.databaseConnectionsMax })
  for (const name of await migrate(database)) log.info({ migration: name }, 'migrated')
  const work: { current: Work | null } = { current: null }
  const committer = new Committer({ carrier: database.carrier, written: (jobs) => work.current?.wake(jobs) })
  const grid = await makeGrid({ config, log, database, committer })
  const directory = await openDirectory(database, (error) =>
    log.warn({ err: error }, 'the directory could not be read; the last one stays in use'),
  )
  const exchange = openExchange(grid, directory)
  const listening = await database.listen('entrepot', (origin) => {
    if (origin !== committer.origin) work.current?.wake()
  })
  const readers = [
    webhookReader(grid),
    archiveReader(grid),
    fileReader(grid),
    lateReader(grid),
    textReader(grid),
    figureReader(exchange),
    notificationReader(grid),
    endingReader(grid),
  ]
  const own = { schedules: upkeep(grid), readers }
  await registerSchedules(database, own.schedules)
  await registerReaders(database, own.readers)
  if (config.roles.includes('worker')) work.current = worker(exchange, committer, own)
  const web = config.roles.includes('web') ? await openWeb(exchange) : null
  const sftp = config.roles.includes('sftp') ? await openSftp(exchange) : null
  return {
    grid,
    exchange,
    http: web && { ...web.listening, routes: web.routes },
    sftp,
    reload: directory.reload,
    async stop(options = {}) {
      await sftp?.close()
      await web?.close()
      await work.current?.stop()
      await exchange.sessions.close()
      await exchange.expressions.close()
      await exchange.translations.close()
      await listening.stop()
      await directory.close()
      await committer.close()
      await database.close()
      const kept = await keeping?.letGo()
      if (options.postgres) await kept?.stop()
    },
  }
}

async function makeGrid(parts: {
  config: Config
  log: Grid['log']
  database: Database
  committer: Committer
}): Promise<Grid> {
  const { config, log, database, committer } = parts
  const keys = { current: await secretKey(config), old: config.secretKeys.old }
  const payloads = new Payloads({
    ...config.payloads,
    pool: database.pool,
    keyed: database.keyed,
    folder: join(config.dataFolder, 'payloads'),
    sizeBytesMax: config.interchangeBytesMax,
    keys: new PayloadKeys(keys),
  })
  const unfit = await payloads.check()
  if (unfit) throw new Error(`Payloads cannot be kept (${unfit.layer}): ${unfit.reason}`)
  await payloads.sweepDrafts(Date.now())
  const secrets = new Secrets(keys)
  return { config, log, database, commit: committer.commit, payloads, secrets, now: Date.now, newId }
}

/** The key that seals secrets: given, or made once and kept in the data folder. */
async function secretKey({ secretKeys, dataFolder }: Config): Promise<Buffer> {
  if (secretKeys.current) return secretKeys.current
  const file = secretKeys.file ?? join(dataFolder, 'secret.key')
  if (!secretKeys.file) {
    const made = `${randomBytes(32).toString('base64')}\n`
    await writeFile(file, made, { mode: 0o600, flag: 'wx', flush: true }).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
  if (key.length !== 32) throw new Error(`${file} must hold 32 bytes in base64; it holds ${key.length}.`)
  return key
}

const HOUR_MS = 3_600_000

/** What piles up when nobody looks. */
function upkeep(grid: Grid): Schedule[] {
  const { database, payloads, log } = grid
  return [
    endingSchedule(grid),
    { name: 'forget-answers', everyMs: HOUR_MS, run: () => forgetAnswers(database.kysely) },
    {
      name: 'sweep-payloads',
      everyMs: 24 * HOUR_MS,
      async run() {
        const swept = await payloads.sweep(Date.now())
        if (swept.payloads > 0) log.info(swept, 'stored bytes without a row were removed')
      },
    },
    { name: 'vacuum-queues', everyMs: HOUR_MS / 360, run: (signal) => vacuumQueues(database.pool, signal) },
    { name: 'prune-pickups', everyMs: 24 * HOUR_MS, run: (signal) => prunePickups(database.pool, signal) },
    { name: 'keep-backlog', everyMs: HOUR_MS / 30, run: () => keepBacklog(database.pool) },
    { name: 'prune-figures', everyMs: 24 * HOUR_MS, run: (signal) => pruneFigures(database.pool, signal) },
    { name: 'prune-batches', everyMs: 24 * HOUR_MS, run: (signal) => pruneEntries(database.pool, signal) },
    {
      name: 'prune-notifications',
      everyMs: 24 * HOUR_MS,
      run: (signal) => pruneNotifications(database.pool, signal),
    },
  ]
}

function worker(
  x: Exchange,
  committer: Committer,
  own: { schedules: Schedule[]; readers: (EventReader | EventCounter)[] },
): Work {
  const { log, database, config } = x
  return startWork({
    pool: database.keyed,
    connect: database.connect,
    committer,
    kinds: {
      ...exchangeKinds(x),
      ...pickupKinds(x),
      ...bulkKinds(x),
      ...workKinds(x),
      tell: tellKind(x),
      mail: mailKind(x),
      archive: archiveKind({ ...x, folder: folderStore(join(config.dataFolder, 'archive')) }),
      ...readerKinds(database, own.readers),
      ...scheduleKinds(own.schedules),
    },
    failed(job, error, waitMs) {
      // What the other side did needs no stack.
      const why = error instanceof ConnectorError ? { code: error.code, reason: error.message } : { err: error }
      log.warn({ job: job.kind, subject: job.subject, attempt: job.attempt + 1, waitMs, ...why }, 'a job failed')
    },
    limits: (lane) => archiveLimits(lane) ?? deliveryLimits(x, lane),
    rested: (lane, rest) => log.warn({ lane, ...rest }, 'the other side is away: the lane rests'),
    lost: (error) => log.warn({ err: error }, 'the worker lost the database and starts anew'),
  })
}

async function openSftp(x: Exchange): Promise<Sftp> {
  const { config, log } = x
  return startSftp({
    ...config.sftp,
    hostKeys: await hostKeys(x),
    doorkeeper: doorkeeper(x),
    failed: (error, what) => log.error({ err: error }, `${what} failed`),
  })
}

/** What two people change, and how it is done once the second has said yes. */
const PROPOSED = { agreements: agreementVerbs, 'agreement-defaults': defaultsVerbs, 'routing-rules': rulesVerbs }

async function openWeb(x: Exchange) {
  const { config, log, database } = x
  const metrics = createMetrics()
  const authenticator = await openAuthenticator(database)
  const auth = await openAuth(x)
  const sessions = await openSessions(database, auth)
  const http = await createHttp({
    config,
    log,
    metrics,
    authenticate: authenticator.authenticate,
    authenticateSession: sessions.authenticate,
    scopes,
    mask: maskAnswer,
    database,
    readiness: { database: () => database.pool.query('select 1') },
  })
  const resendingRoutes = [resendRoutes, bulkRoutes, correctionRoutes]
  const tellingRoutes = [webhookRoutes, notificationRoutes, liveRoutes]
  const partnerRoutes = [
    ...[organizationRoutes, contactRoutes, homeRoutes],
    connectionRoutes,
    channelRoutes,
    pickupRoutes,
    agreementRoutes,
    guideRoutes,
    networkRoutes,
    (http: Http) => proposalRoutes(http, x, PROPOSED),
  ]
  for (const routes of [
    exchangeRoutes,
    ...resendingRoutes,
    workRoutes,
    ...[searchRoutes, savedSearchRoutes, figureRoutes],
    accessRoutes,
    ...tellingRoutes,
    archiveRoutes,
    ...partnerRoutes,
    memberRoutes,
    invitationRoutes,
    sessionRoutes,
    auditRoutes,
    (http: Http) => joiningRoutes(http, x, { auth, sessions }),
    (http: Http) => authRoutes(http, x, { auth, sessions }),
  ]) {
    await http.register(async (scope) => routes(scope as unknown as Http, x))
  }
  const pages = builtConsole()
  if (pages !== null) await serveConsole(http, pages, (cookies) => sessions.tokenOf(cookies) !== null)
  const listening = await listen(http, config.http)
  return {
    listening,
    routes: http.declared,
    async close() {
      await listening.close()
      await authenticator.close()
      await sessions.close()
    },
  }
}
