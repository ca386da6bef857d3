/** What a path of the archive is made of. */
export interface PathParts {
  at: Date
  /** Slugs. */
  sender: string
  receiver: string
  /** The side that is not the host. */
  partner: string
  type: string
  /** The first business key, else the control number. */
  number: string
  /** Of what was sent, in hex. */
  sha256: string
}

export const TOKENS = ['yyyy', 'mm', 'dd', 'sender', 'receiver', 'partner', 'type', 'number', 'hash']
const HASH_DIGITS = 12
const PART_MAX = 80

/** Fills the tokens of a template. What partners wrote (numbers, types) cannot add a folder or leave the archive. */
export function archivePath(template: string, parts: PathParts): string {
  const [yyyy, mm, dd] = parts.at.toISOString().slice(0, 10).split('-')
  const { sender, receiver, partner, type, number, sha256 } = parts
  const values = { yyyy, mm, dd, sender, receiver, partner, type, number, hash: sha256.slice(0, HASH_DIGITS) }
  return template.replace(/\{(\w+)\}/g, (_, token: keyof typeof values) => plain(values[token] ?? '_'))
}

/** Letters, digits and few signs; no dots at the beginning. */
export function plain(text: string): string {
  return (
    text
      .replace(/[^A-Za-z0-9._-]/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, PART_MAX) || '_'
  )
}
