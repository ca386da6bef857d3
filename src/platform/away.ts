/** The database cannot be reached, or went away during the call. Whether a COMMIT in flight took effect is not known. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super(`The database is away: ${(cause as Error).message || (cause as { code?: string }).code}`, { cause })
    this.name = 'DatabaseAway'
  }
}

/** True for errors that say "no database" and nothing about the statement: wait, and do the same again. */
export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true
  if (!(error instanceof Error)) return false
  const { code, syscall, severity } = error as NodeJS.ErrnoException & { severity?: string }
  if (severity === 'PANIC') return true // the whole server goes down with it
  // Of the server it says that we broke the protocol, such as by a parameter too many: a bug of ours. A pooler in between says
  // so, too, when it ends a session since it has lost the server.
  if (code === '08P01') return severity === 'FATAL'
  if (code !== undefined && (SERVER_CODES.has(code) || /^08...$/.test(code))) return true
  if (code !== undefined && SOCKET_CODES.has(code)) return syscall !== undefined && SOCKET_CALLS.has(syscall)
  return LOST.test(error.message)
}

/**
 * No connection of the pool was free in time. It may hang with the database or only have much to do, so who asks is told to come
 * again, but a worker does not let go of what it holds.
 */
export function isCrowded(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect'
}

/** The same error, or a `DatabaseAway` around it. */
export function asAway(error: unknown): unknown {
  return isAway(error) && !(error instanceof DatabaseAway) ? new DatabaseAway(error) : error
}

/** admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped is not among them: that one does not come back. */
const SERVER_CODES = new Set(['57P01', '57P02', '57P03'])
const SOCKET_CODES = new Set([
  'EAGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
])
/** A missing file is ENOENT too. */
const SOCKET_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo'])
/** What `pg` says without a code. */
const LOST = /^(Connection terminated|timeout expired|Client has encountered a connection error|Client was closed)/
