import { askFor } from '../connection.ts'
import type { Command } from '../main.ts'

export const signInLink: Command = {
  usage: 'sign-in-link [--email ADDRESS]',
  summary: 'makes a one-time link that signs in an admin: the first, another, or one who is locked out',
  options: { email: { type: 'string' } },
  help: `
Without --email whoever opens the link says who they are and becomes an admin. With the address of a user it lets them choose
a new password, takes away their second factor, and ends their sessions. The link works once, for a day.`,
  async run(_operands, { json, given }) {
    const body = given['email'] === undefined ? {} : { email: given['email'] }
    const { body: made } = await askFor<{ link: string; expiresAt: string }>('POST /api/v1/sign-in-links', body)
    return json ? JSON.stringify(made) : `${made.link}\nIt works once, until ${made.expiresAt}.`
  },
}
