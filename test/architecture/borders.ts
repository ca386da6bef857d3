/** Where a file belongs. Arrows go one way: web → HTTP → flows → modules → connectors, formats, edi → platform. */
export type Area =
  | 'top'
  | 'cli'
  | 'flows'
  | 'modules'
  | 'connectors'
  | 'formats'
  | 'edi'
  | 'sftp'
  | 'platform'
  | 'console'
  | 'web'

interface Border {
  /** What its files may import besides their own area, `config.ts` and the types of `grid.ts`. */
  may: Area[]
  because: string
}

/** `connectors: may formats` reads: a file in connectors may import one in formats. */
export const BORDERS: Record<Area, Border> = {
  top: {
    may: ['cli', 'flows', 'modules', 'connectors', 'formats', 'edi', 'sftp', 'platform', 'console'],
    because: 'main.ts and app.ts are where parts meet',
  },
  cli: {
    may: ['top', 'flows', 'modules', 'connectors', 'formats', 'edi', 'platform'],
    because: 'the command line stands beside main.ts',
  },
  flows: {
    may: ['modules', 'connectors', 'formats', 'edi', 'platform'],
    because: 'a flow acts through verbs; its parts are put together in app.ts',
  },
  modules: {
    may: ['connectors', 'formats', 'edi', 'sftp', 'platform'],
    because: 'a module starts flows only through events, and gets other parts from app.ts as arguments',
  },
  connectors: {
    may: ['formats', 'platform'],
    because: 'a connector knows an outside system and nothing of what the grid does with it: the engine calls it',
  },
  formats: { may: ['edi'], because: 'formats are pure: bytes in, documents out' },
  edi: { may: ['platform'], because: 'edi is pure: bytes in, events and problems out' },
  sftp: {
    may: ['platform'],
    because: 'the SFTP server speaks to interfaces of its own (home.ts); modules/homes fills them',
  },
  console: { may: ['platform'], because: 'it builds and serves files; what they show comes over the API' },
  web: {
    may: [],
    because: 'the console is a client of the API without privileges: its types are made from the description',
  },
  platform: { may: [], because: 'the platform has no business words: what it needs to know comes in as an argument' },
}

/**
 * What other modules may take from a module: its verbs, and what is named here with its reason. Types are always free.
 */
export const DOORS: Record<string, string> = {
  'modules/search/words.ts': 'how what somebody typed is read as words: lists of documents search so, too',
  'modules/mails/words.ts': 'the languages that mails are written in: a person chooses one of them',
  'modules/access/told.ts':
    'what a partner is told of who did what and of what is the grid’s own: pages, webhooks and versions ask it',
  'modules/access/scopes.ts': 'the list of scopes, which the roles of people are made of',
  'modules/exchange/receiving.ts': 'verbs of the exchange: every door receives through them',
  'modules/exchange/collecting.ts': 'verbs of the exchange: what a partner fetched is its transport receipt',
  'modules/exchange/classes.ts': 'the classes of errors, which the work list names and sets policies for',
  'modules/network/apply.ts': 'the verb of the network file, which the sample is too',
  'modules/agreements/lookup.ts': 'the directory in memory: the hot path asks it a dozen times a document',
  'modules/agreements/settings.ts': 'the form of an agreement, also that of the network file',
  'modules/agreements/layers.ts': 'the form of what an agreement says itself, also that of the network file',
  'modules/agreements/defaults.ts': 'the verb of the defaults, which the network file has too',
  'modules/agreements/routing-policy.ts': 'how rules are weighed, pure: deciding and the dry run ask it',
  'modules/agreements/rules.ts': 'the form of rules, also that of the network file',
  'modules/proposals/present.ts': 'how any verb answers that it was proposed and not done',
  'modules/members/policy.ts': 'which role may do what: a change that takes two needs two who may',
  'modules/agreements/ruling.ts': 'the verb of the rules, which the network file has too',
  'modules/agreements/form.ts': 'the form of an agreement, also that of the network file',
  'modules/organizations/called.ts': 'requests of every module call an organization by id or slug',
  'modules/organizations/form.ts': 'the form of an organization, also that of the network file',
  'modules/organizations/identifier-form.ts': 'the form of an identifier, also that of the network file',
  'modules/contacts/form.ts': 'the form of a contact, also that of the network file',
  'modules/contacts/policy.ts': 'who may read persons: the network file leaves them out for others',
  'modules/channels/opaque.ts': 'which files of a channel are not read; deciding asks it',
  'modules/channels/form.ts': 'the form of a channel, also that of the network file',
  'modules/connections/form.ts': 'the form of a connection, also that of the network file',
  'modules/connections/checking.ts': 'how a connection is tried; the archive tries its targets so',
  'modules/archive/trying.ts': 'how the targets of the archive are tried; the doctor asks it',
  'modules/connections/sessions.ts': 'open sessions: the exchange delivers and pick-ups look through them',
  'modules/exchange/approving/rows.ts':
    'what people were told of a request is read once it is answered: the reader that tells them writes so, too',
  'modules/exchange/sentences.ts': 'the one place that says a stored problem in words',
  'modules/channels/secret-header.ts': 'the only one who opens the secret of a channel; the exchange sends it',
}

/** Files that may not touch disk, network, clock, randomness or database: time and ids come in as arguments. */
export const PURE = /^src\/(edi|formats)\/|^src\/flows\/plan\/|^src\/modules\/.*\/?policy\.ts$/

/** Of Node's own modules those that only compute. */
export const PURE_NODE = new Set(['node:assert', 'node:buffer', 'node:string_decoder', 'node:util'])

/** Of the packages those that only compute; jsonata looks at the clock to end what takes too long. */
export const PURE_PACKAGES = new Set(['zod', 'yaml', 'saxes', 'jsonata'])

/** Globals that a pure file does without. */
export const IMPURE_WORDS =
  /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|setTimeout|setInterval|fetch\(|process\.|crypto\.)/

export function areaOf(path: string): Area | 'shared' {
  if (path.startsWith('web/')) return 'web'
  const [, first = '', rest] = path.split('/')
  // Types and settings that every area may see.
  if (/^src\/(config[\w-]*|grid)\.ts$/.test(path)) return 'shared'
  return rest !== undefined && first !== 'web' && first in BORDERS ? (first as Area) : 'top'
}

/** The module that a file belongs to: `modules/exchange`. */
export function moduleOf(path: string): string | undefined {
  return /^src\/(modules\/[^/]+)\//.exec(path)?.[1]
}
