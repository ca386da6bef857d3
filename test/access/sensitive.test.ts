import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MASK, type SensitiveClass, sensitiveClasses } from '../../src/edi/sensitive/classes.ts'
import { hiddenFrom, type MemberRole, roles } from '../../src/modules/members/policy.ts'
import { firstSignInLink } from '../../src/modules/members/verbs/links.ts'
import { edifact, edifactNetwork, ordersMessage } from '../edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network, order } from '../messages.ts'
import { accepted, joined, PASSWORD, type Person } from '../person.ts'
import { ublOrder, xmlNetwork } from '../xml-documents.ts'

/** Only in a correction. */
const CORRECTED = '818.18'

/** A document that is good and one whose price is none, corrected, with words of each class in them. */
const WORDS: Record<SensitiveClass, string[]> = {
  bank: ['BANKACCT4711'],
  price: ['919.19', 'BADPRICE77', CORRECTED],
  person: ['JANEROE'],
  text: ['TELLTALE'],
}

/** To be found by text: those of the document that is good. */
const SOUGHT: Record<SensitiveClass, string> = {
  bank: 'bankacct4711',
  price: '919.19',
  person: 'janero',
  text: 'telltale',
}

const more = (text: string) =>
  text
    .replace('~PO1*1*', '~REF*11*BANKACCT4711~PER*BD*JANEROE*TE*5550199~PO1*1*')
    .replace('SE*8*', 'SE*10*')
    .replace('WITH A DESCRIPTION', 'TELLTALE')
const message = (po: string) =>
  ordersMessage('1', po)
    .replace('DE89370400440532013000', 'BANKACCT4711')
    .replace('Erika Muster', 'JANEROE')
    .replace('WIDGET ?+ MORE', 'WIDGET ?+ TELLTALE')

const ubl = (number: string) =>
  ublOrder({ number })
    .replace('<cac:AnticipatedMonetaryTotal>', `${ACCOUNT}<cac:AnticipatedMonetaryTotal>`)
    .replace('</cac:PartyName></cac:Party></cac:BuyerC', `</cac:PartyName>${CONTACT}</cac:Party></cac:BuyerC`)
    .replace('<cbc:Name>Hex', '<cbc:Description>TELLTALE</cbc:Description><cbc:Name>WIDGET')
const CONTACT = '<cac:Contact><cbc:Name>JANEROE</cbc:Name></cac:Contact>'
const ACCOUNT =
  '<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>BANKACCT4711</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>'

const STANDARDS = [
  {
    name: 'X12',
    network: network({ expect: 'none' }).replace('settings: {', 'settings: { invalid: { action: suspend },'),
    good: more(order({ control: 1, po: 'PO-GOOD' })).replace('9.95', '919.19'),
    bad: order({ control: 2, po: 'PO-BAD' }).replace('9.95', 'BADPRICE77'),
  },
  {
    name: 'EDIFACT',
    network: edifactNetwork({ settings: 'invalid: { action: suspend }' }),
    good: edifact({ control: '1' }, [message('PO-GOOD').replace('24.99', '919.19')]),
    bad: edifact({ control: '2' }, [message('PO-BAD').replace('24.99', 'BADPRICE77')]),
  },
  {
    name: 'UBL',
    network: xmlNetwork({ settings: 'invalid: { action: suspend }' }),
    good: ubl('PO-GOOD').replace('24.99', '919.19'),
    bad: ubl('PO-BAD').replace('24.99', 'BADPRICE77'),
    byLine: true,
  },
]

describe.each(STANDARDS)('$name', (standard) => {
  let grid: TestGrid
  let admin: Person
  const people: { role: MemberRole; organization: 'acme' | null; person: Person }[] = []
  const found = { good: '', bad: '', interchange: '', correction: '' }
  /** What differs line by line is hidden as a whole: nobody can say what a line holds. */
  const hidesLines = (hidden: readonly SensitiveClass[]) => 'byLine' in standard && hidden.length > 0

  beforeAll(async () => {
    grid = await startTestGrid({
      network: standard.network,
    })
    const link = await firstSignInLink(grid.app.grid, grid.url)
    admin = await accepted(grid, link!.link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
    people.push({ role: 'admin', organization: null, person: admin })
    const acme = grid.app.exchange.directory.organizationBySlug('acme')!.id
    for (const role of roles) {
      if (role === 'admin') continue
      const organization = role.startsWith('partner') ? acme : null
      const endsAt = role === 'guest' ? { endsAt: new Date(Date.now() + 3_600_000).toISOString() } : {}
      const person = await joined(grid, admin, { email: `${role}@hub.example`, role, organization, ...endsAt })
      people.push({ role, organization: organization === null ? null : 'acme', person })
    }
    await exchanged()
  }, 60_000)
  afterAll(() => grid.close())

  async function exchanged(): Promise<void> {
    const [good, interchange] = await send(standard.good, 'released')
    const [bad] = await send(standard.bad, 'suspended')
    const text = (await admin.call(`GET /api/v1/documents/${bad}/payload`)).body as string
    const edited = text.replace('BADPRICE77', CORRECTED)
    const made = await fetch(`${grid.url}/api/v1/documents/${bad}/corrections?reason=typo`, {
      method: 'POST',
      body: edited,
      headers: { authorization: `Bearer ${await grid.keyOf(null, ['*'])}`, 'content-type': 'application/edi-x12' },
    })
    expect(made.status).toBe(201)
    Object.assign(found, { good, bad, interchange, correction: ((await made.json()) as { id: string }).id })
    await grid.until('the words', async () => {
      const { body } = await admin.call('GET /api/v1/search?q=widget')
      return body.texts.complete && body.groups.length > 0
    })
  }

  async function send(text: string, status: string): Promise<[string, string]> {
    const authorization = `Bearer ${await grid.keyOf('acme')}`
    const sent = await fetch(`${grid.url}/api/v1/interchanges`, {
      method: 'POST',
      body: text,
      headers: { authorization },
    })
    const { interchange } = (await sent.json()) as { interchange: string }
    const document = await grid.until(`one that is ${status}`, async () => {
      const [row] = await grid.query('select id, status from documents where interchange = $1', [interchange])
      return row?.['status'] === status && (row['id'] as string)
    })
    return [document, interchange]
  }

  /** Everything that shows what is in a document, or says what was wrong with it. */
  const shown = () => [
    ...['', '/content', '/timeline', '/related'].flatMap((part) => [
      `documents/${found.good}${part}`,
      `documents/${found.bad}${part}`,
    ]),
    `documents/${found.good}/content?form=sent`,
    ...['documents', 'work-items?state=all', 'corrections', `corrections/${found.correction}`],
    ...[`documents/${found.bad}/lineage`, `interchanges/${found.interchange}`, 'audit', 'audit.csv'],
    ...['PO-BAD', 'PO-GOOD', 'widget', 'suspended'].map((text) => `search?q=${text}`),
  ]

  const raw = () => [
    `GET /api/v1/documents/${found.good}/payload`,
    `GET /api/v1/interchanges/${found.interchange}/payload`,
    `GET /api/v1/corrections/${found.correction}/payload`,
    `POST /api/v1/documents/${found.bad}/corrections?dryRun=true`,
    `POST /api/v1/interchanges/${found.interchange}/corrections?dryRun=true`,
  ]

  async function seenBy(person: Person): Promise<string> {
    const texts = await Promise.all(
      shown().map(async (path) => {
        const { status, body } = await person.call(`GET /api/v1/${path}`)
        expect(status, path).toBeLessThan(500)
        return status === 200 ? (typeof body === 'string' ? body : JSON.stringify(body)) : ''
      }),
    )
    return texts.join('\n')
  }

  async function finds(person: Person, text: string): Promise<boolean> {
    const { body } = await person.call(`GET /api/v1/search?q=${encodeURIComponent(text)}`)
    const documents = body.groups.find(({ kind }: { kind: string }) => kind === 'documents')
    return documents?.hits.some(({ id }: { id: string }) => id === found.good) === true
  }

  async function expectHidden(who: (typeof people)[number], hidden: readonly SensitiveClass[]): Promise<void> {
    const { role, person } = who
    const all = await seenBy(person)
    for (const of of sensitiveClasses) {
      const seen = WORDS[of].filter((word) => all.includes(word))
      // A partner sees no corrections, a guest no documents.
      const words = WORDS[of].filter((word) => !(hidesLines(hidden) && word === CORRECTED))
      const expected = hidden.includes(of) || role === 'guest' ? [] : who.organization === null ? words : null
      if (expected === null) expect(seen.length, `${role} sees ${of}`).toBeGreaterThan(0)
      else expect(seen, `${role} sees ${of}`).toEqual(expected)
      const may = !hidden.includes(of) && role !== 'guest'
      expect(await finds(person, SOUGHT[of]), `${role} finds by ${of}`).toBe(may)
    }
    if (role !== 'guest') expect(all.includes(MASK)).toBe(hidden.length > 0)
    for (const line of raw()) {
      const { status, body } = await person.call(line, line.startsWith('POST') ? {} : undefined)
      const named = `${role}: ${line}`
      if (hidden.length > 0) {
        expect(['sensitive-hidden', 'scope-missing', 'grid-only'], named).toContain(body.code)
        if (body.code === 'sensitive-hidden') expect(body.detail, named).toContain(hidden.join(', '))
      } else expect(body.code, named).not.toBe('sensitive-hidden')
      expect(status, named).toBeLessThan(500)
    }
  }

  test('each role sees, finds and downloads what its classes let it', async () => {
    for (const who of people) await expectHidden(who, hiddenFrom(who.role, undefined))
    const agent = people.find(({ role }) => role === 'agent')!
    expect((await agent.person.call('GET /api/v1/me')).body.hides).toEqual(['bank', 'price', 'text'])
    const { body } = await agent.person.call(`GET /api/v1/documents/${found.good}/payload`)
    expect(body).toMatchObject({ code: 'sensitive-hidden', status: 403 })
  })

  test('an admin says which role sees which class, and it holds at once', async () => {
    const say = (role: MemberRole, hidden: SensitiveClass[] | null) =>
      admin.call(`PUT /api/v1/sensitive-classes/${role}`, { hidden })
    for (const who of people.filter(({ role }) => ['operator', 'agent', 'partner-member'].includes(role))) {
      for (const hidden of [['person'], ['price', 'person'], ['bank', 'text'], []] as SensitiveClass[][]) {
        const { status, body } = await say(who.role, hidden)
        expect(status).toBe(200)
        expect(body.items).toContainEqual({ role: who.role, hidden, said: true })
        await grid.until('the new rule', async () => {
          const { hides } = (await who.person.call('GET /api/v1/me')).body
          return String(hides) === String(hidden)
        })
        await expectHidden(who, hidden)
      }
      const back = await say(who.role, null)
      expect(back.body.items).toContainEqual({ role: who.role, hidden: hiddenFrom(who.role, undefined), said: false })
    }
  }, 60_000)

  test('a key sees no more than who made it', async () => {
    const engineer = people.find(({ role }) => role === 'engineer')!
    await admin.call('PUT /api/v1/sensitive-classes/engineer', { hidden: ['price'] })
    await grid.until('the new rule', async () => (await engineer.person.call('GET /api/v1/me')).body.hides.length === 1)
    const made = await engineer.person.call('POST /api/v1/api-keys', { name: 'weak', scopes: ['exchange:read'] })
    expect(made.status).toBe(201)
    const read = await fetch(`${grid.url}/api/v1/documents/${found.good}/payload`, {
      headers: { authorization: `Bearer ${made.body.key}` },
    })
    expect(((await read.json()) as { code: string }).code).toBe('sensitive-hidden')
  })
})
