import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Person {
  sub: string
  email: string
  email_verified: boolean
  name: string
}

/**
 * An identity provider that speaks OpenID Connect Core 1.0 on loopback: discovery, authorization code with PKCE, signed id
 * tokens. It asks nobody for a password: `person` is who is signed in there.
 */
// long: the endpoints of one protocol, which share its codes
export async function startOidc(client: { id: string; secret: string }, port = 0) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { challenge: string; nonce: string | null; person: Person }>()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state = {
    issuer,
    port: (server.address() as AddressInfo).port,
    person: null as Person | null,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return state

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, issuer)
    if (url.pathname === '/.well-known/openid-configuration') return json(response, 200, discovery())
    if (url.pathname === '/keys') return json(response, 200, { keys: [jwk()] })
    if (url.pathname === '/authorize') return authorize(url, response)
    if (url.pathname === '/token') return token(request, response)
    json(response, 404, {})
  }

  function discovery() {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }

  function jwk() {
    return { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }
  }

  function authorize({ searchParams: given }: URL, response: ServerResponse): void {
    const back = new URL(given.get('redirect_uri')!)
    back.searchParams.set('state', given.get('state')!)
    if (state.person && given.get('client_id') === client.id) {
      const code = createHash('sha256').update(String(codes.size)).digest('hex')
      codes.set(code, { challenge: given.get('code_challenge')!, nonce: given.get('nonce'), person: state.person })
      back.searchParams.set('code', code)
    } else back.searchParams.set('error', 'access_denied')
    response.writeHead(302, { location: back.href }).end()
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const given = new URLSearchParams(Buffer.concat(parts).toString())
    const basic = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64').toString()
    const shown = given.has('client_secret') ? `${given.get('client_id')}:${given.get('client_secret')}` : basic
    const found = codes.get(given.get('code') ?? '')
    codes.delete(given.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url')
    if (shown !== `${client.id}:${client.secret}` || found?.challenge !== challenge) {
      return json(response, 400, { error: 'invalid_grant' })
    }
    json(response, 200, { access_token: 'none', token_type: 'Bearer', expires_in: 60, id_token: signed(found) })
  }

  function signed({ person, nonce }: { person: Person; nonce: string | null }): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: client.id, iat: now, exp: now + 60, ...person, ...(nonce ? { nonce } : {}) }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
