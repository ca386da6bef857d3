import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Names under which something secret or someone's business travels: never written, at any depth up to three. */
const HIDDEN = [
  'authorization',
  'cookie',
  'password',
  'passphrase',
  'secret',
  'secretKey',
  'accessKey',
  'apiKey',
  'key',
  'privateKey',
  'token',
  'sealed',
  // the bytes of partners
  'content',
  'body',
  // what Postgres adds to an error: the values of the row that failed
  'detail',
  'where',
]

/** One JSON line each to standard output. Ids and hashes name things; their contents never appear. */
export function createLog(options: { level?: string; destination?: DestinationStream } = {}): Log {
  const settings = {
    level: options.level ?? 'info',
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
      censor: '[hidden]',
    },
  }
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination)
}
