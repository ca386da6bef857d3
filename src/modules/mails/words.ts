export type Locale = 'en' | 'de'
export type Template = 'invitation' | 'password-reset'

interface Words {
  subject(of: Record<string, string>): string
  /** Paragraphs before and after the link. */
  before(of: Record<string, string>): string[]
  button: string
  after(of: Record<string, string>): string[]
}

export interface Letter {
  subject: string
  text: string
  html: string
}

export const locales: readonly Locale[] = ['en', 'de']

const WORDS: Record<Template, Record<Locale, Words>> = {
  invitation: {
    en: {
      subject: ({ organization }) => `You are invited to exchange documents with ${organization}`,
      before: ({ inviter, organization }) => [
        'Hello,',
        `${inviter} invites you to the trading grid as a member of ${organization}.`,
      ],
      button: 'Accept the invitation',
      after: ({ expires }) => [
        `The link works once, until ${expires}.`,
        'If you do not expect this invitation, leave it unanswered: nothing happens.',
      ],
    },
    de: {
      subject: ({ organization }) => `Einladung zum Austausch von Dokumenten mit ${organization}`,
      before: ({ inviter, organization }) => [
        'Guten Tag,',
        `${inviter} lädt Sie als Mitglied von ${organization} in das Handelsnetz ein.`,
      ],
      button: 'Einladung annehmen',
      after: ({ expires }) => [
        `Der Link gilt einmal, bis ${expires}.`,
        'Wenn Sie diese Einladung nicht erwarten, lassen Sie sie unbeantwortet: Es geschieht nichts.',
      ],
    },
  },
  'password-reset': {
    en: {
      subject: () => 'Choose a new password',
      before: ({ name }) => [`Hello ${name},`, 'somebody, probably you, asked for a new password.'],
      button: 'Choose a new password',
      after: () => ['The link works once, for one hour. If it was not you, do nothing: your password stays.'],
    },
    de: {
      subject: () => 'Neues Passwort wählen',
      before: ({ name }) => [`Guten Tag ${name},`, 'jemand, vermutlich Sie, hat ein neues Passwort verlangt.'],
      button: 'Neues Passwort wählen',
      after: () => [
        'Der Link gilt einmal und eine Stunde lang. Wenn Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt.',
      ],
    },
  },
}

export function localeOf(wanted: string): Locale {
  return locales.find((one) => one === wanted.slice(0, 2).toLowerCase()) ?? 'en'
}

/** A mail as text and as simple HTML, both saying the same. */
export function letterOf(template: Template, locale: Locale, of: Record<string, string> & { link: string }): Letter {
  const words = WORDS[template][locale]
  const [before, after] = [words.before(of), words.after(of)]
  const paragraphs = (all: string[]) => all.map((one) => `<p>${escaped(one)}</p>`).join('\n')
  return {
    // A header is one line, whatever an organization calls itself.
    subject: words.subject(of).replace(/[\r\n]+/g, ' '),
    text: [...before, `${words.button}:\n${of.link}`, ...after].join('\n\n'),
    html: `<!doctype html>
<html lang="${locale}"><body style="font-family: sans-serif; line-height: 1.5">
${paragraphs(before)}
<p><a href="${escaped(of.link)}">${escaped(words.button)}</a></p>
${paragraphs(after)}
</body></html>`,
  }
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (one) => entities[one]!)
}
