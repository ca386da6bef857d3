import { sql } from 'kysely'
import type { Act } from '../../platform/act.ts'
import type { Locale, Template } from './words.ts'
import { localeOf } from './words.ts'

export interface NewMail {
  template: Template
  /** The recipient's; languages that we have no words in are written in English. */
  locale: string
  recipient: string
  parameters: Record<string, string>
  /** Lets whoever has it in: sealed until the mail has gone out, and then forgotten. */
  link: string
}

/** Writes a mail that goes out after the commit, again and again until the server takes it. Returns its id. */
export async function mailLater(act: Act, mail: NewMail): Promise<string> {
  const id = act.newId()
  const locale: Locale = localeOf(mail.locale)
  await act.tx
    .insertInto('mails')
    .values({
      id,
      template: mail.template,
      locale,
      recipient: mail.recipient,
      parameters: JSON.stringify(mail.parameters),
      sealed: act.secrets.seal(sealName(id), mail.link),
      status: 'waiting',
      created_at: act.at,
    })
    .execute()
  await sql`insert into jobs (kind, subject) values ('mail', ${id})`.execute(act.tx)
  await sql`select pg_notify('entrepot', 'jobs')`.execute(act.tx)
  return id
}

export function sealName(mail: string): string {
  return `mail:${mail}`
}
