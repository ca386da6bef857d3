/** The header in which the mount says where a request comes from: what a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-entrepot-address'
/** Where an identity provider posts its answer: from its own pages, by design. */
export const SAML_PATH = '/api/auth/sso/saml2/'
export const COOKIE_PREFIX = 'entrepot'

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}

/** Where a provider says what it offers (OpenID Connect Discovery 1.0 §4). */
export function discoveryOf(issuer: string): string {
  return `${issuer}/.well-known/openid-configuration`
}
