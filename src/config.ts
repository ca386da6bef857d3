import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { type Values, type Variable, variables } from './config-variables.ts'
import { nearest } from './platform/nearest.ts'

export type Role = 'web' | 'worker' | 'sftp' | 'scheduler'

export interface S3Config {
  /** Undefined: Amazon's own, by region. */
  endpoint: string | undefined
  region: string
  bucket: string
  prefix: string
  /** Undefined: the SDK searches (environment, profile, machine). */
  credentials: { accessKey: string; secretKey: string } | undefined
}

export interface Config {
  dataFolder: string
  /** Undefined: the embedded Postgres in the data folder. */
  databaseUrl: string | undefined
  databaseConnectionsMax: number
  publicUrl: string
  roles: Role[]
  sample: boolean
  logLevel: Values['LOG_LEVEL']
  http: { host: string; port: number; proxies: string[] }
  /** Networks inside that partners may let the grid connect to. */
  partnerNetworks: string[]
  signIn: {
    oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined
    saml: { entryPoint: string; issuer: string; certificateFile: string } | undefined
  }
  /** `smtpUrl` undefined: no mail is sent. */
  mail: { smtpUrl: string | undefined; from: string }
  sftp: {
    host: string
    port: number
    sessionsPerAccountMax: number
    sessionsPerAddressMax: number
    inboxBytesMax: number
    inboxFilesMax: number
  }
  payloads: {
    encrypted: boolean
    inlineBytesMax: number
    /** Undefined: on disk, in the data folder. */
    s3: S3Config | undefined
  }
  interchangeBytesMax: number
  /** So many days before a key ends people are warned. */
  keyWarningDays: number[]
  /** `current` undefined: read it from `file`; that undefined too: generate it into the data folder. */
  secretKeys: { current: Buffer | undefined; file: string | undefined; old: Buffer[] }
}

/** All that is wrong with the environment, a sentence each: someone who mends it wants to start once more, not ten times. */
export class ConfigProblems extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n  - ${problems.join('\n  - ')}`,
    )
    this.problems = problems
  }
}

const PREFIX = 'ENTREPOT_'
/** No transaction asks for a second connection, so few are enough; with fewer still, people would wait for lanes and readers. */
const CONNECTIONS_MIN = 6
const PROJECT = resolve(import.meta.dirname, '..')

/** Reads every `ENTREPOT_` variable. Throws `ConfigProblems` that lists all of them at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const problems = unknownVariables(env)
  const values = readValues(env, problems)
  problems.push(...contradictions(values))
  if (problems.length > 0) throw new ConfigProblems(problems)
  return {
    dataFolder: values.DATA ?? defaultDataFolder(),
    databaseUrl: values.DATABASE_URL,
    databaseConnectionsMax: values.DATABASE_CONNECTIONS,
    publicUrl: values.PUBLIC_URL ?? `http://${bracketed(values.HTTP_HOST)}:${values.HTTP_PORT}`,
    roles: values.ROLES,
    sample: !values.EMPTY,
    logLevel: values.LOG_LEVEL,
    http: { host: values.HTTP_HOST, port: values.HTTP_PORT, proxies: values.HTTP_PROXIES },
    partnerNetworks: values.PARTNER_NETWORKS,
    signIn: { oidc: oidcOf(values), saml: samlOf(values) },
    mail: { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM },
    sftp: {
      host: values.SFTP_HOST,
      port: values.SFTP_PORT,
      sessionsPerAccountMax: values.SFTP_SESSIONS_PER_ACCOUNT_MAX,
      sessionsPerAddressMax: values.SFTP_SESSIONS_PER_ADDRESS_MAX,
      inboxBytesMax: values.SFTP_INBOX_BYTES_MAX,
      inboxFilesMax: values.SFTP_INBOX_FILES_MAX,
    },
    payloads: { encrypted: values.PAYLOAD_ENCRYPTION, inlineBytesMax: values.INLINE_BYTES_MAX, s3: s3Of(values) },
    interchangeBytesMax: values.INTERCHANGE_BYTES_MAX,
    keyWarningDays: values.KEY_WARNING_DAYS,
    secretKeys: { current: values.SECRET_KEY, file: values.SECRET_KEY_FILE, old: values.SECRET_KEYS_OLD },
  }
}

/**
 * `data` in the project. As root the embedded Postgres runs as a user of its own, who cannot enter a project under a private
 * home: then a folder under /var/lib, named after the project so that two clones do not share it.
 */
export function defaultDataFolder(project = PROJECT): string {
  if (process.getuid?.() !== 0) return join(project, 'data')
  return `/var/lib/entrepot-${createHash('sha256').update(project).digest('hex').slice(0, 12)}`
}

function unknownVariables(env: Record<string, string | undefined>): string[] {
  const known = Object.values(variables).flatMap((group) => Object.keys(group))
  const given = Object.keys(env).filter((name) => name.startsWith(PREFIX))
  const unknown = given.map((name) => name.slice(PREFIX.length)).filter((name) => !known.includes(name))
  return unknown.map((name) => {
    const meant = nearest(name, known)
    return `${PREFIX}${name} is not known${meant === undefined ? '' : `: did you mean ${PREFIX}${meant}?`}`
  })
}

function readValues(env: Record<string, string | undefined>, problems: string[]): Values {
  const values: Record<string, unknown> = {}
  for (const [name, variable] of Object.values(variables).flatMap((group): [string, Variable][] =>
    Object.entries(group),
  )) {
    // An empty variable is one that is not set: compose files and unit files write it so.
    const given = env[PREFIX + name] || variable.default
    if (given === undefined) continue
    try {
      values[name] = variable.type.read(given.trim())
    } catch (error) {
      const found = variable.secret ? '' : `, found ${JSON.stringify(given)}`
      problems.push(`${PREFIX}${name}: ${(error as Error).message}${found}`)
    }
  }
  return values as Values
}

function contradictions(values: Values): string[] {
  const problems: string[] = []
  if (values.PAYLOADS === 's3' && values.S3_BUCKET === undefined) {
    problems.push('ENTREPOT_S3_BUCKET is needed when ENTREPOT_PAYLOADS is s3')
  }
  if ((values.S3_ACCESS_KEY === undefined) !== (values.S3_SECRET_KEY === undefined)) {
    problems.push('ENTREPOT_S3_ACCESS_KEY and ENTREPOT_S3_SECRET_KEY go together: set both or neither')
  }
  if (values.SECRET_KEY !== undefined && values.SECRET_KEY_FILE !== undefined) {
    problems.push('ENTREPOT_SECRET_KEY and ENTREPOT_SECRET_KEY_FILE: set one, not both')
  }
  const oidc = [values.OIDC_ISSUER, values.OIDC_CLIENT_ID, values.OIDC_CLIENT_SECRET].filter((one) => one !== undefined)
  if (oidc.length % 3 !== 0) {
    problems.push(
      'ENTREPOT_OIDC_ISSUER, ENTREPOT_OIDC_CLIENT_ID and ENTREPOT_OIDC_CLIENT_SECRET go together: set all or none',
    )
  }
  const saml = [values.SAML_ENTRY_POINT, values.SAML_ISSUER, values.SAML_CERTIFICATE_FILE]
  if (values.SAML && saml.includes(undefined)) {
    problems.push(
      'ENTREPOT_SAML needs ENTREPOT_SAML_ENTRY_POINT, ENTREPOT_SAML_ISSUER and ENTREPOT_SAML_CERTIFICATE_FILE',
    )
  }
  if (values.ROLES?.length === 0) problems.push('ENTREPOT_ROLES: expected at least one role')
  if (values.DATABASE_CONNECTIONS < CONNECTIONS_MIN) {
    problems.push(`ENTREPOT_DATABASE_CONNECTIONS: expected at least ${CONNECTIONS_MIN}`)
  }
  if (values.INLINE_BYTES_MAX > 1_048_576) problems.push('ENTREPOT_INLINE_BYTES_MAX: expected at most 1 MB')
  return problems
}

function s3Of(values: Values): S3Config | undefined {
  if (values.PAYLOADS !== 's3') return undefined
  const { S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = values
  return {
    endpoint: values.S3_ENDPOINT,
    region: values.S3_REGION,
    bucket: values.S3_BUCKET!,
    prefix: values.S3_PREFIX,
    credentials: accessKey !== undefined && secretKey !== undefined ? { accessKey, secretKey } : undefined,
  }
}

function oidcOf(values: Values): Config['signIn']['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = values
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined
  return { issuer, clientId, clientSecret, name }
}

function samlOf(values: Values): Config['signIn']['saml'] {
  if (!values.SAML) return undefined
  return {
    entryPoint: values.SAML_ENTRY_POINT!,
    issuer: values.SAML_ISSUER!,
    certificateFile: values.SAML_CERTIFICATE_FILE!,
  }
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
