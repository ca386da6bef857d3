import { execFileSync } from 'node:child_process'
import { createHash, createSign, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

interface Person {
  id: string
  email: string
  /** Whether it says of itself that it has proven the address. */
  proven: boolean
}

/**
 * An identity provider that speaks SAML 2.0 on loopback: it takes a request by HTTP-Redirect (saml-bindings §3.4) and answers by
 * HTTP-POST (§3.5) with a signed assertion. It asks nobody for a password: `person` is who is signed in there; null: it says no.
 */
export async function startSaml() {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot-saml-'))
  const [keyFile, certificateFile] = [join(folder, 'idp.key'), join(folder, 'idp.pem')]
  const subject = ['-subj', '/CN=idp', '-days', '2', '-nodes']
  const files = ['-keyout', keyFile, '-out', certificateFile]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...files, ...subject], { stdio: 'ignore' })
  const key = readFileSync(keyFile, 'utf8')
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state = {
    issuer,
    entryPoint: `${issuer}/sign-in`,
    certificateFile,
    person: null as Person | null,
    /** What is done to the answer before it goes out. */
    tamper: (xml: string) => xml,
    async stop(): Promise<void> {
      await new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
      await rm(folder, { recursive: true, force: true })
    },
  }
  return state

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { searchParams: given } = new URL(request.url!, issuer)
    const asked = inflateRawSync(Buffer.from(given.get('SAMLRequest')!, 'base64')).toString()
    const xml = state.tamper(responseTo(asked, { issuer, key, person: state.person }))
    const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: given.get('RelayState') ?? '' }
    const inputs = Object.entries(fields).map(
      ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
    )
    const form = `<form method="post" action="${attributeOf(asked, 'AssertionConsumerServiceURL')}">${inputs.join('')}</form>`
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(`<!doctype html>${form}<script>document.forms[0].submit()</script>`)
  }
}

interface Answering {
  issuer: string
  key: string
  person: Person | null
}

const SAML = 'urn:oasis:names:tc:SAML:2.0'

/** saml-core §3.3.3; the assertion in it is signed, the response around it is not. */
function responseTo(asked: string, { issuer, key, person }: Answering): string {
  const [now, soon] = [new Date().toISOString(), new Date(Date.now() + 60_000).toISOString()]
  const [request, recipient] = [attributeOf(asked, 'ID'), attributeOf(asked, 'AssertionConsumerServiceURL')]
  const status = person === null ? 'Responder' : 'Success'
  const about = `Destination="${recipient}" ID="_${randomUUID()}" InResponseTo="${request}" IssueInstant="${now}" Version="2.0"`
  const audience = /<(?:\w+:)?Issuer[^>]*>([^<]+)</.exec(asked)![1]!
  const assertion = person === null ? '' : signed(assertionOf(), key)
  return `<samlp:Response xmlns:samlp="${SAML}:protocol" ${about}><saml:Issuer xmlns:saml="${SAML}:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${SAML}:status:${status}"></samlp:StatusCode></samlp:Status>${assertion}</samlp:Response>`

  /** As canonical XML already: attributes in order, no empty tags. */
  function assertionOf(): string {
    const { id, email, proven } = person!
    const data = `InResponseTo="${request}" NotOnOrAfter="${soon}" Recipient="${recipient}"`
    const attributes = Object.entries({ email, displayName: id, email_verified: String(proven) }).map(
      ([name, value]) =>
        `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
    )
    return [
      `<saml:Assertion xmlns:saml="${SAML}:assertion" ID="_${randomUUID()}" IssueInstant="${now}" Version="2.0">`,
      `<saml:Issuer>${issuer}</saml:Issuer>`,
      `<saml:Subject><saml:NameID>${id}</saml:NameID><saml:SubjectConfirmation Method="${SAML}:cm:bearer">`,
      `<saml:SubjectConfirmationData ${data}></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>`,
      `<saml:Conditions NotBefore="${now}" NotOnOrAfter="${soon}"><saml:AudienceRestriction>`,
      `<saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
      `<saml:AuthnStatement AuthnInstant="${now}" SessionIndex="${id}"><saml:AuthnContext>`,
      `<saml:AuthnContextClassRef>${SAML}:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
      `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`,
    ].join('')
  }
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** An enveloped signature (xmldsig-core §6.6.4) over what is canonical as it stands, put behind the issuer. */
function signed(xml: string, key: string): string {
  const digest = createHash('sha256').update(xml).digest('base64')
  const transforms = [`${DSIG}enveloped-signature`, EXCLUSIVE].map(
    (one) => `<ds:Transform Algorithm="${one}"></ds:Transform>`,
  )
  const info = [
    `<ds:SignedInfo xmlns:ds="${DSIG}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod>`,
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>',
    `<ds:Reference URI="#${attributeOf(xml, 'ID')}"><ds:Transforms>${transforms.join('')}</ds:Transforms>`,
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>',
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join('')
  const value = createSign('RSA-SHA256').update(info).sign(key, 'base64')
  const signature = `<ds:Signature xmlns:ds="${DSIG}">${info}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`
  return xml.replace('</saml:Issuer>', `</saml:Issuer>${signature}`)
}

function attributeOf(xml: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]+)"`).exec(xml)![1]!
}
