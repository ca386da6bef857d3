import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { startOidc } from '../../../test/peers/oidc.ts'
import { accepted, joined, PASSWORD, Person } from '../../../test/person.ts'
import { firstSignInLink } from './verbs/links.ts'

const CLIENT = { id: 'entrepot', secret: 'known to both' }
let folder: string
let provider: Awaited<ReturnType<typeof startOidc>>
let grid: TestGrid
let admin: Person

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entrepot-sso-'))
  const files = { key: join(folder, 'idp.key'), certificate: join(folder, 'idp.pem') }
  const subject = ['-subj', '/CN=idp.example', '-days', '2', '-nodes']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', files.key, '-out', files.certificate, ...subject],
    {
      stdio: 'ignore',
    },
  )
  provider = await startOidc(CLIENT)
  // Away while the grid starts: that must harm nothing else.
  await provider.stop()
  grid = await startTestGrid({
    network: 'organizations:\n  hub: { name: Hub, role: host }\n',
    env: {
      ENTREPOT_PUBLIC_URL: 'https://grid.example',
      ENTREPOT_OIDC_ISSUER: provider.issuer,
      ENTREPOT_OIDC_CLIENT_ID: CLIENT.id,
      ENTREPOT_OIDC_CLIENT_SECRET: CLIENT.secret,
      ENTREPOT_OIDC_NAME: 'Hub login',
      ENTREPOT_SAML: 'yes',
      ENTREPOT_SAML_ENTRY_POINT: 'https://idp.example/sign-in',
      ENTREPOT_SAML_ISSUER: 'https://idp.example',
      ENTREPOT_SAML_CERTIFICATE_FILE: files.certificate,
    },
  })
  const first = await firstSignInLink(grid.app.grid, grid.app.grid.config.publicUrl)
  admin = await accepted(grid, first!.link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
})
afterAll(async () => {
  await grid.close()
  await provider.stop()
  await rm(folder, { recursive: true, force: true })
})

test('with https the cookie is secure and bound to it by its name', async () => {
  const person = new Person(grid)
  const cookie = (await person.signIn('ada@hub.example', PASSWORD)).headers
    .getSetCookie()
    .find((one) => one.includes('token'))!
  expect(cookie).toMatch(/^__Secure-entrepot\.session_token=/)
  expect(cookie).toMatch(/; Secure/i)
  expect((await person.call('GET /api/v1/me')).status).toBe(200)
})

test('a provider that is away is told, and passwords work; once it is back, who is invited signs in there', async () => {
  const person = new Person(grid)
  const ways = (await person.call('GET /api/v1/sign-in-ways')).body
  expect(ways).toMatchObject({ oidc: { provider: 'oidc', name: 'Hub login' }, saml: { provider: 'saml' } })
  expect((await begin(person)).status).toBeGreaterThanOrEqual(400)
  const { port } = provider
  provider = await startOidc(CLIENT, port)
  // Looked for again after some seconds, not at every click.
  await new Promise((resolve) => setTimeout(resolve, 5_100))

  const invitation = { kind: 'personal', email: 'olga@hub.example', role: 'operator' }
  const made = await admin.call('POST /api/v1/invitations', invitation)
  const olga = await accepted(grid, made.body.link, { name: 'Olga' })
  expect((await olga.call('GET /api/v1/me')).status).toBe(401)
  provider.person = { sub: '7', email: 'olga@hub.example', email_verified: true, name: 'Olga' }
  await through(person)
  expect((await person.call('GET /api/v1/me')).body.member).toMatchObject({
    email: 'olga@hub.example',
    role: 'operator',
  })
})

test('whoever the provider knows and nobody invited is not let in, and no user is made', async () => {
  provider.person = { sub: '8', email: 'stranger@hub.example', email_verified: true, name: 'Stranger' }
  const stranger = new Person(grid)
  const back = await through(stranger)
  expect(back.headers.get('location')).toMatch(/error=/)
  expect((await stranger.call('GET /api/v1/me')).status).toBe(401)
  expect(await grid.query(`select 1 from auth."user" where email = 'stranger@hub.example'`)).toEqual([])
})

test('whoever says at the provider to have the address of another is not let in', async () => {
  await joined(grid, admin, { email: 'unproven@hub.example', role: 'admin' })
  const thief = new Person(grid)
  // Proven on one side only, on either.
  for (const [here, there] of [
    [true, false],
    [false, true],
  ]) {
    await grid.query(`update auth."user" set "emailVerified" = $1 where email = 'unproven@hub.example'`, [here])
    provider.person = { sub: '9', email: 'unproven@hub.example', email_verified: there!, name: 'Thief' }
    const back = await through(thief)
    expect(back.headers.get('location')).toContain('error=account_not_linked')
    expect((await thief.call('GET /api/v1/me')).status).toBe(401)
  }
})

test('nobody is sent on to a foreign address', async () => {
  const person = new Person(grid)
  const body = { provider: 'oidc', callbackURL: 'https://evil.example/' }
  expect((await person.call('POST /api/auth/sign-in/social', body)).status).toBe(400)
})

test('SAML sends people to its provider, and takes no answer that it did not sign', async () => {
  const person = new Person(grid)
  const asked = await person.call('POST /api/auth/sign-in/sso', { providerId: 'saml', callbackURL: '/' })
  expect(asked.status).toBe(200)
  expect(asked.body.url).toMatch(/^https:\/\/idp\.example\/sign-in\?SAMLRequest=/)
  const metadata = await person.call('GET /api/auth/sso/saml2/sp/metadata?providerId=saml')
  expect(String(metadata.body)).toContain('EntityDescriptor')
  const forged = Buffer.from('<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>').toString('base64')
  const answer = await fetch(`${grid.url}/api/auth/sso/saml2/sp/acs/saml`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: 'https://idp.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ SAMLResponse: forged, RelayState: '/' }),
  })
  expect(answer.headers.getSetCookie().join()).not.toContain('session_token')
  expect([302, 400, 401, 403]).toContain(answer.status)
})

function begin(person: Person) {
  return person.call('POST /api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/' })
}

/** As the browser goes: to the provider, and back with its code. */
async function through(person: Person) {
  const begun = await begin(person)
  if (begun.status !== 200) throw new Error(JSON.stringify(begun.body))
  const there = await fetch(begun.body.url, { redirect: 'manual' })
  const back = new URL(there.headers.get('location')!)
  return person.call(`GET ${back.pathname}${back.search}`)
}
