import { refusalOf, unreachable } from './problems.ts'
import { post } from './sign-in.ts'

/** One that somebody keeps on a device. */
export interface Passkey {
  id: string
  name: string | null
  createdAt: string | null
}

/** Passkeys are bound to a name: browsers make none for an address such as 127.0.0.1, nor without TLS elsewhere. */
export function mayHavePasskeys(): boolean {
  const { hostname } = window.location
  const numbers = /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
  return (
    window.isSecureContext &&
    !numbers &&
    'PublicKeyCredential' in window &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential
  )
}

export function listPasskeys(signal: AbortSignal): Promise<Passkey[]> {
  return get('/passkey/list-user-passkeys', signal)
}

/** The device asks its owner; what it answers is kept under a name. */
export async function addPasskey(name: string): Promise<void> {
  const options = await get<PublicKeyCredentialCreationOptionsJSON>('/passkey/generate-register-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null
  await post('/passkey/verify-registration', { response: made?.toJSON(), name })
}

export async function removePasskey(id: string): Promise<void> {
  await post('/passkey/delete-passkey', { id })
}

export async function signInWithPasskey(): Promise<void> {
  const options = await get<PublicKeyCredentialRequestOptionsJSON>('/passkey/generate-authenticate-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null
  await post('/passkey/verify-authentication', { response: shown?.toJSON() })
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/api/auth${path}`, signal ? { signal } : {}).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await refusalOf(response)
  return (await response.json()) as T
}
