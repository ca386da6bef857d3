import type { FastifyRequest } from 'fastify'
import { exchangeError } from './errors.ts'

/** For descriptions of routes that take a file. */
export const NAME_HEADER =
  "Its name stands in the header Entrepot-Name: as it is, or, beyond ASCII, as RFC 8187 has it (`UTF-8''Gr%C3%B6%C3%9Fe.edi`)."

/**
 * The name that a file was given with. Headers are ASCII (RFC 9110 §5.5), so what lies beyond comes as an extended value of RFC 8187;
 * a plain name stays what it is, with each % in it.
 */
export function givenName({ headers }: FastifyRequest): string {
  const given = String(headers['entrepot-name'] ?? '')
  const extended = /^utf-8'[\w-]*'(.*)$/i.exec(given)
  const name = extended ? decoded(extended[1]!, given) : fromBytes(given)
  // Cut between characters, and never with what would break a line where the name is shown.
  return name
    .replace(/\p{Cc}/gu, '_')
    .slice(0, NAME_CHARACTERS_MAX)
    .replace(/[\ud800-\udbff]$/, '')
}

const NAME_CHARACTERS_MAX = 200

function decoded(value: string, given: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw exchangeError('file-name-unreadable', { found: given.slice(0, NAME_CHARACTERS_MAX) })
  }
}

/** Programs that know of no rule send UTF-8 as it is, which Node reads as Latin-1; others mean Latin-1. */
function fromBytes(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  const utf8 = bytes.toString('utf8')
  return utf8.includes('\ufffd') ? text : utf8
}
