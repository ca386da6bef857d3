import {
  bytes,
  choice,
  count,
  flag,
  key,
  list,
  network,
  path,
  port,
  text,
  url,
  type ValueType,
} from './config-values.ts'

/** One row of the table: what may be set in the environment, as `ENTREPOT_<name>`. */
export interface Variable<T = unknown> {
  type: ValueType<T>
  /** As someone would write it. */
  default?: string
  /** Where the default is not a plain value. */
  defaultText?: string
  about: string
  /** Never shown: not in a problem, not in a log. */
  secret?: true
}

const roles = choice('web', 'worker', 'sftp', 'scheduler')

/** Every variable the grid reads, by topic. `docs/configuration.md` is this table. */
export const variables = {
  'Where things are': {
    DATA: {
      type: path,
      defaultText: '`data` in the project; for root `/var/lib/entrepot-…`, which the database user can reach',
      about: 'Folder for the embedded database, payloads and the secret key.',
    },
    DATABASE_URL: {
      type: url('postgres:', 'postgresql:'),
      defaultText: 'the embedded Postgres',
      about: 'A Postgres 15 or later of your own.',
      secret: true,
    },
    DATABASE_CONNECTIONS: {
      type: count,
      default: '20',
      about:
        'Connections to the database for everything but listening, taking work and writing, which have four of their own.',
    },
    PUBLIC_URL: {
      type: url('http:', 'https:'),
      defaultText: 'made of host and port',
      about: 'The address people and partners use, when a proxy stands before the grid. Appears in links.',
    },
    ROLES: {
      type: list(roles),
      default: 'web,worker,sftp,scheduler',
      about: 'What this process does. Several processes may share one database; they then need `PAYLOADS=s3`.',
    },
    EMPTY: { type: flag, default: 'no', about: 'Start without the sample network.' },
    LOG_LEVEL: {
      type: choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
      default: 'info',
      about: 'The least important lines to write.',
    },
  },
  HTTP: {
    HTTP_HOST: { type: text, default: '127.0.0.1', about: 'Address to listen on: loopback until you say otherwise.' },
    HTTP_PORT: { type: port, default: '4080', about: 'Port of the API and the console.' },
    HTTP_PROXIES: {
      type: list(text),
      default: ' ',
      defaultText: 'none',
      about: 'Addresses or networks (`10.0.0.0/8`) of your own proxies, whose `X-Forwarded-For` is believed.',
    },
    PARTNER_NETWORKS: {
      type: list(network),
      default: ' ',
      defaultText: 'none',
      about:
        'Networks inside (`10.1.0.0/16`) that webhooks made by partners may reach. All other private addresses are refused.',
    },
  },
  SFTP: {
    SFTP_HOST: { type: text, default: '127.0.0.1', about: 'Address to listen on: loopback until you say otherwise.' },
    SFTP_PORT: { type: port, default: '4022', about: "Port of the grid's own SFTP server." },
    SFTP_SESSIONS_PER_ACCOUNT_MAX: { type: count, default: '10', about: 'Open sessions of one organization.' },
    SFTP_SESSIONS_PER_ADDRESS_MAX: { type: count, default: '20', about: 'Open sessions from one network address.' },
    SFTP_INBOX_BYTES_MAX: {
      type: bytes,
      default: '10 GB',
      about: 'What one inbox may hold before uploads are refused.',
    },
    SFTP_INBOX_FILES_MAX: {
      type: count,
      default: '10000',
      about: 'Files one inbox may hold before uploads are refused.',
    },
  },
  Payloads: {
    PAYLOADS: { type: choice('disk', 's3'), default: 'disk', about: 'Where bytes too large for a row are kept.' },
    PAYLOAD_ENCRYPTION: {
      type: flag,
      default: 'no',
      about: 'Encrypt payloads at rest with the secret key (AES-256-GCM).',
    },
    INLINE_BYTES_MAX: { type: bytes, default: '64 KB', about: 'Payloads up to this size live in their row.' },
    INTERCHANGE_BYTES_MAX: { type: bytes, default: '5 GB', about: 'The largest file or message taken in.' },
    S3_ENDPOINT: { type: url('http:', 'https:'), defaultText: 'Amazon S3', about: 'Address of the object store.' },
    S3_REGION: { type: text, default: 'us-east-1', about: 'Region of the bucket.' },
    S3_BUCKET: { type: text, about: 'Bucket for payloads; needed when `PAYLOADS=s3`.' },
    S3_PREFIX: { type: text, default: 'payloads/', about: 'What the keys of payloads begin with.' },
    S3_ACCESS_KEY: { type: text, defaultText: "the AWS SDK's own search", about: 'Access key id.', secret: true },
    S3_SECRET_KEY: { type: text, about: 'Secret access key; goes with `S3_ACCESS_KEY`.', secret: true },
  },
  Secrets: {
    SECRET_KEY: {
      type: key,
      defaultText: 'generated into `secret.key` in the data folder, readable by its owner only',
      about: 'Seals secrets at rest: 32 bytes in base64.',
      secret: true,
    },
    SECRET_KEY_FILE: { type: path, about: 'A file that holds the key, instead of `SECRET_KEY`.' },
    SECRET_KEYS_OLD: {
      type: list(key),
      default: ' ',
      defaultText: 'none',
      about: 'Former keys, still able to open.',
      secret: true,
    },
  },
  'Keys that end': {
    KEY_WARNING_DAYS: {
      type: list(count),
      default: '30,7',
      about: 'So many days before an SFTP key, an API key or a certificate ends, people are warned; each once.',
    },
  },
  'Signing in': {
    OIDC_ISSUER: {
      type: url('http:', 'https:'),
      about:
        'Sign-in at your identity provider (OpenID Connect): its address, before `/.well-known/openid-configuration`.',
    },
    OIDC_CLIENT_ID: { type: text, about: 'What the grid is called there.' },
    OIDC_CLIENT_SECRET: { type: text, about: 'Its secret.', secret: true },
    OIDC_NAME: { type: text, default: 'Single sign-on', about: 'What stands on the button.' },
    SAML: {
      type: flag,
      default: 'no',
      about: 'Sign-in by SAML 2.0. Where the provider also does OpenID Connect, prefer that.',
    },
    SAML_ENTRY_POINT: { type: url('http:', 'https:'), about: 'Where the identity provider takes sign-in requests.' },
    SAML_ISSUER: { type: text, about: 'The entity id of the identity provider.' },
    SAML_CERTIFICATE_FILE: { type: path, about: 'The certificate (PEM) with which it signs.' },
  },
  Mail: {
    SMTP_URL: {
      type: url('smtp:', 'smtps:'),
      defaultText: 'none: links are shown to whoever invites, to be handed over',
      about: 'The server that sends mail, such as `smtp://user:password@mail.example:587`.',
      secret: true,
    },
    MAIL_FROM: { type: text, default: 'Entrepot <entrepot@localhost>', about: 'The sender of mails.' },
  },
  'For the command line': {
    URL: {
      type: url('http:', 'https:'),
      defaultText: 'the grid on this machine',
      about: 'The grid that `entrepot` talks to.',
    },
    API_KEY: {
      type: text,
      defaultText: 'the key in `admin.key` of the data folder',
      about: 'The API key that `entrepot` uses.',
      secret: true,
    },
  },
  'For proofs': {
    KILL_AT: { type: text, about: 'Ends this process, as `kill -9` would, at a named point: `name` or `name:turn`.' },
    KILL_TRACE: { type: path, about: 'File to list the named points passed.' },
  },
} as const satisfies Record<string, Record<string, Variable>>

type Groups = typeof variables
type Flat = { [G in keyof Groups]: Groups[G] }[keyof Groups] extends infer Group
  ? Group extends unknown
    ? { [N in keyof Group]: Group[N] }
    : never
  : never
type Names = Flat extends infer Group ? (Group extends unknown ? keyof Group : never) : never
type Read<N extends Names> = Extract<Flat, Record<N, unknown>>[N] extends infer V
  ? V extends { type: ValueType<infer T> }
    ? V extends { default: string }
      ? T
      : T | undefined
    : never
  : never

/** The values read, by name; undefined only where there is no default. */
export type Values = { [N in Names]: Read<N> }
