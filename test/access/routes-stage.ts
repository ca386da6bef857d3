import { hiddenFrom, type MemberRole, roles, scopesOf } from '../../src/modules/members/policy.ts'
import { firstSignInLink } from '../../src/modules/members/verbs/links.ts'
import type { DeclaredRoute } from '../../src/platform/http/access.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestGrid } from '../grid.ts'
import { order } from '../messages.ts'
import { accepted, joined, PASSWORD, type Person } from '../person.ts'

/** Routes that anybody may ask, and why. One that ends in * stands for all below. */
export const PUBLIC: Record<string, string> = {
  '/health/live': 'asked by what looks after the process',
  '/health/ready': 'asked by proxies',
  '/api/docs': 'the description of the API names no data',
  '/api/docs/*': 'the description of the API names no data',
  '/api/openapi.json': 'the description of the API names no data',
  '/api/errors': 'the catalogue of errors names no data',
  '/api/errors/:code': 'the catalogue of errors names no data',
  '/api/auth/*': 'signing in; it knows its sessions itself',
  '/api/v1/sign-in-ways': 'asked before signing in',
  '/api/v1/invitations/by-code/:code': 'who has the code is the one invited',
  '/api/v1/invitations/by-code/:code/acceptance': 'who has the code is the one invited',
  '/': 'the console: pages without data',
  '/*': 'the console: pages without data',
}

/** Routes that anybody may ask whom we know, whatever they may do, and why. */
export const KNOWN: Record<string, string> = {
  '/api/v1/search': 'each group asks for the scope of its list',
  '/api/v1/saved-searches': "one's own, and what is shared in one's organization",
  '/api/v1/saved-searches/:id': "one's own; shared ones ask who manages people",
  '/api/v1/me': 'everybody may see and change their own name and language',
  '/api/v1/me/notification-rules': 'what somebody wants to be told of what they may see anyway',
  '/api/v1/notifications': "one's own",
  '/api/v1/notifications/unread': "one's own",
  '/api/v1/notifications/reading': "one's own",
  '/api/v1/notifications/:id/reading': "one's own",
  '/api/v1/sessions': "one's own; those of others ask for a scope",
  '/api/v1/sessions/:id': "one's own; those of others ask for a scope",
}

/** Who asks. */
export interface Asking {
  name: string
  organization: 'acme' | 'cedar' | null
  /** What role or key allow; null: we do not know them. */
  scopes: readonly string[] | null
  /** Classes of fields that are hidden from them. */
  hides?: readonly string[]
  headers: Record<string, string>
}

export interface Stage {
  everybody: Asking[]
  /** What belongs to ACME, by the first word of its path. */
  ids: Record<string, string>
}

/** A request that is in order but for who asks. Of those that the partner's roles may ask for with an id. */
export const BODIES: Record<string, unknown> = {
  'POST /api/v1/api-keys/:id/successor': {},
  'POST /api/v1/deliveries/:id/collection': { reason: 'Lost it.' },
  'PUT /api/v1/members/:id/role': { role: 'partner-member' },
  'PATCH /api/v1/webhooks/:id': { paused: true },
  'POST /api/v1/organizations/:organization/sftp-keys': { publicKey: 'ssh-ed25519 AAAA' },
  'PUT /api/v1/sftp-keys/:id/expiry': { expiresAt: null },
  'POST /api/v1/organizations/:organization/contacts': { name: 'Somebody' },
  'PATCH /api/v1/contacts/:id': { note: 'Seen.' },
  'POST /api/v1/documents/:id/files': 'bytes',
  'POST /api/v1/documents/:id/corrections': 'bytes',
  'POST /api/v1/corrections/:id/resend': { reason: 'Mended.' },
  'POST /api/v1/channels/:id/notifications': '{}',
}

const QUERIES: Record<string, string> = {
  'GET /api/v1/search': '?q=none',
  'POST /api/v1/documents/:id/files': '?name=f.txt',
  'POST /api/v1/documents/:id/corrections': '?dryRun=true',
}

const FILL: Record<string, string> = {
  ':mode': 'test',
  ':side': 'sending',
  ':class': 'other',
  ':role': 'agent',
  ':code': 'x'.repeat(30),
  ':name': 'none',
  ':unit': 'none',
  ':organization': 'acme',
  '*': '',
}

/** Its path, about what belongs to ACME, or to nobody. */
export function pathOf(method: string, url: string, ids: Record<string, string> | null): string {
  const noun = /^\/api\/v1\/([a-z-]+)\//.exec(url)?.[1] ?? ''
  const path = url.replace(/:[a-zA-Z]+|\*/g, (word) => {
    if (word === ':organization' && ids === null) return 'nobody-there'
    if (word === ':file') return ids?.['file'] ?? newId()
    return FILL[word] ?? ids?.[noun] ?? newId()
  })
  return path + (QUERIES[`${method} ${url}`] ?? '')
}

export const hasIds = (url: string) => /:(id|organization)\b/.test(url)

export type Expected = 'open' | 'unknown' | 'forbidden' | 'admitted'

/** What a route says of itself and the table of roles say together. */
export function expectedOf(route: DeclaredRoute, { scopes, organization, hides = [] }: Asking): Expected {
  if (route.public) return 'open'
  if (scopes === null) return 'unknown'
  if (route.scope !== null && !scopes.includes(route.scope)) return 'forbidden'
  if (route.gridOnly && organization !== null) return 'forbidden'
  if (route.whole && hides.length > 0) return 'forbidden'
  return 'admitted'
}

/** People of every role of the grid, of ACME and of CEDAR, programs with and without scopes, and nobody. */
export async function setUp(grid: TestGrid, allScopes: readonly string[]): Promise<Stage> {
  const organization = (slug: string) => grid.app.exchange.directory.organizationBySlug(slug)!.id
  const link = await firstSignInLink(grid.app.grid, grid.url)
  const admin = await accepted(grid, link!.link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  const everybody: Asking[] = [
    { name: 'nobody', organization: null, scopes: null, headers: {} },
    { name: 'a key that is none', organization: null, scopes: null, headers: bearer(`ent_${'x'.repeat(43)}`) },
    person(admin, 'admin', null),
  ]
  let acmeAdmin = admin
  for (const side of [null, 'acme', 'cedar'] as const) {
    for (const role of roles) {
      if (role === 'admin' || (role !== 'guest' && role.startsWith('partner') !== (side !== null))) continue
      const email = `${role}@${side ?? 'hub'}.example`
      const place = { organization: side === null ? null : organization(side) }
      const end = role === 'guest' ? { endsAt: new Date(Date.now() + 3_600_000).toISOString() } : {}
      const one = await joined(grid, admin, { email, role, ...place, ...end })
      if (side === 'acme' && role === 'partner-admin') acmeAdmin = one
      everybody.push(person(one, role, side))
    }
    for (const scopes of [['archive:read'], ['metrics:read'], [...allScopes]]) {
      const name = `key with ${scopes.length === 1 ? scopes[0] : 'all scopes'}`
      const headers = bearer(await grid.keyOf(side, scopes))
      everybody.push({ name: `${name} of ${side ?? 'the grid'}`, organization: side, scopes, headers })
    }
  }
  return { everybody, ids: await belongings(grid, acmeAdmin) }
}

function person(of: Person, role: MemberRole, organization: Asking['organization']): Asking {
  const cookie = [...of.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: of.origin! }
  return {
    name: `${role} of ${organization ?? 'the grid'}`,
    organization,
    scopes: scopesOf(role),
    hides: hiddenFrom(role, undefined),
    headers,
  }
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

/** Something of everything that an organization can have. */
async function belongings(grid: TestGrid, acme: Person): Promise<Record<string, string>> {
  const made = async (line: string, body: unknown): Promise<Record<string, string>> => {
    const answer = await acme.call(line, body)
    if (answer.status >= 300) throw new Error(`${line}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const sent = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body: order({ control: 1, po: 'SECRET-PO' }),
    headers: bearer(await grid.keyOf('acme')),
  })
  const { interchange } = (await sent.json()) as { interchange: string }
  const document = await grid.until('the document', async () => {
    const [row] = await grid.query('select id from documents where interchange = $1 and outgoing is not null', [
      interchange,
    ])
    return row?.['id'] as string | undefined
  })
  const file = await fetch(`${grid.url}/api/v1/documents/${document}/files?name=f.txt`, {
    method: 'POST',
    body: 'bytes',
    headers: { ...bearer(await grid.keyOf('acme')), 'content-type': 'text/plain' },
  })
  const key = await made('POST /api/v1/api-keys', { name: 'own', scopes: ['exchange:read'] })
  const hook = { name: 'hook', url: 'http://127.0.0.1:9/', types: ['member.*'] }
  const webhook = await made('POST /api/v1/webhooks', hook)
  const contact = await made('POST /api/v1/organizations/acme/contacts', { name: 'SECRET-PERSON' })
  const invitation = await made('POST /api/v1/invitations', { kind: 'code', role: 'partner-member' })
  const rows = await lookedUp(grid, document)
  return {
    ...rows,
    ...{ documents: document, interchanges: interchange, file: ((await file.json()) as { id: string }).id },
    contacts: contact['id']!,
    ...{ 'api-keys': key['id']!, webhooks: webhook['id']!, invitations: invitation['id'] ?? '' },
  }
}

/** What has no door of the partner's own is looked up or written here. */
async function lookedUp(grid: TestGrid, document: string): Promise<Record<string, string>> {
  const acme = grid.app.exchange.directory.organizationBySlug('acme')!.id
  const one = async (text: string): Promise<string> => (await grid.query(text, [acme]))[0]!['id']
  const problem = '{"code":"held"}'
  await grid.query(
    `insert into work_items (id, kind, subject_kind, subject, organization, problem) values ($1, 'failure', 'document', $2, $3, $4)`,
    [newId(), document, acme, problem],
  )
  await grid.query(
    `insert into connections (id, organization, name, connector, settings) values ($1, $2, 'theirs', 'sftp', '{"host":"127.0.0.1","user":"u"}')`,
    [newId(), acme],
  )
  await grid.query(
    `insert into sftp_credentials (id, organization, kind, label, public_key) values ($1, $2, 'key', 'theirs', 'ssh-ed25519 AAAA')`,
    [newId(), acme],
  )
  const connections = await one('select id from connections where organization = $1')
  const channels = newId()
  await grid.query(
    `insert into channels (id, organization, name, direction, kind, connection, settings) values ($1, $2, 'picks', 'in', 'sftp', $3, '{"folder":"/"}')`,
    [channels, acme, connections],
  )
  await grid.query('insert into pickup_channels (channel) values ($1)', [channels])
  return {
    connections,
    channels,
    'work-items': await one('select id from work_items where organization = $1 order by id desc limit 1'),
    agreements: await one('select id from agreements where sender = $1'),
    deliveries: await one('select id from deliveries where sender = $1 or receiver = $1 limit 1'),
    'sftp-keys': await one('select id from sftp_credentials where organization = $1'),
    identifiers: await one('select id from identifiers where organization = $1'),
    members: await one(`select id from members where organization = $1 and role = 'partner-member'`),
    sessions: await one(
      `select s.id from auth.session s join members m on m."user" = s."userId" where m.organization = $1 and m.role = 'partner-member'`,
    ),
  }
}
