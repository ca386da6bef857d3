import type { Transporter } from 'nodemailer'
import { ConnectorError, Disconnected, Rejected } from '../../connectors/errors.ts'
import type { Grid } from '../../grid.ts'
import type { Change, Job } from '../../platform/change.ts'
import { updateRows } from '../../platform/rows.ts'
import { type JobKind, NotYet } from '../../platform/work.ts'
import { sealName } from './verbs.ts'
import { letterOf, localeOf, type Template } from './words.ts'

const settleMail = updateRows(
  'mails',
  {
    id: 'uuid',
    seen: 'text',
    status: 'text',
    attempt: 'int',
    problem: 'jsonb',
    sent_at: 'timestamptz',
    sealed: 'hash',
  },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'attempt', 'problem', 'sent_at', 'sealed'] },
)

/** Waits before each further attempt: more than a day in all, longer than a mail server is usually down. */
const WAITS_MS = [5, 60, 300, 1_800, 7_200, 21_600, 43_200, 43_200].map((seconds) => seconds * 1000)
const TIMEOUT_MS = 20_000
const NO_SERVER_MS = 60_000

/** The job that sends one mail. The Message-ID is that of its row: whoever gets it twice can tell. */
export function mailKind(grid: Grid): JobKind {
  const { smtpUrl } = grid.config.mail
  let transport: Transporter | undefined
  return {
    pure: false,
    async run(job) {
      // The variable was taken away since: the mail waits until it is back.
      if (smtpUrl === undefined) throw new NotYet(NO_SERVER_MS, 'ENTREPOT_SMTP_URL is not set')
      transport ??= await transportOf(smtpUrl)
      return send(grid, transport, job)
    },
    retry: (error, attempt) => (error instanceof Rejected ? null : (WAITS_MS[attempt - 1] ?? null)),
    gaveUp: async (job, error) => ({
      rows: [
        settleMail({
          id: job.subject,
          seen: 'waiting',
          status: 'failed',
          attempt: job.attempt + 1,
          problem: error instanceof ConnectorError ? { ...error.parameters, code: error.code } : { code: 'mail-bug' },
          sent_at: null,
          sealed: null,
        }),
      ],
    }),
  }
}

async function send(grid: Grid, transport: Transporter, job: Job): Promise<Omit<Change, 'done'>> {
  const { config, database, secrets, now } = grid
  const mail = await database.kysely
    .selectFrom('mails')
    .selectAll()
    .where('id', '=', job.subject)
    .where('status', '=', 'waiting')
    .executeTakeFirst()
  if (!mail?.sealed) return { rows: [] }
  const link = secrets.open(sealName(mail.id), mail.sealed)
  const letter = letterOf(mail.template as Template, localeOf(mail.locale), { ...mail.parameters, link })
  const message = {
    from: config.mail.from,
    to: { name: '', address: mail.recipient },
    messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
    ...letter,
  }
  await transport.sendMail(message).catch((error) => {
    throw told(error)
  })
  const done = { status: 'sent', problem: null, sent_at: new Date(now()), sealed: null }
  return { rows: [settleMail({ id: mail.id, seen: 'waiting', attempt: job.attempt + 1, ...done })] }
}

async function transportOf(smtpUrl: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer') // a grid without mail does without it
  const times = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  // What a mail says comes from us: nothing in it may name a file or an address to be fetched.
  return createTransport({ url: smtpUrl, ...times, disableFileAccess: true, disableUrlAccess: true })
}

/** What the server said. RFC 5321 §4.2.1: 5yz is for ever. */
function told(error: Error & { responseCode?: number }): ConnectorError {
  const parameters = { reason: error.message.slice(0, 300) }
  const { responseCode: code } = error
  return code !== undefined && code >= 500 && code < 600
    ? new Rejected('mail-refused', `the mail server refuses it: ${parameters.reason}`, parameters)
    : new Disconnected('mail-server-away', `the mail server takes no mail: ${parameters.reason}`, parameters)
}
