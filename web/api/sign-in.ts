import { refusalOf, unreachable } from './problems.ts'
import { queries } from './queries.ts'

/** Signing in and out: these answer in the form of the sign-in library, not of the grid's API. */
async function post<T>(path: string, body: unknown): Promise<T> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`/api/auth${path}`, sent).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await refusalOf(response)
  return (await response.json()) as T
}

/** True: a code of the second factor is asked for. */
export async function signIn(email: string, password: string): Promise<boolean> {
  const { twoFactorRedirect } = await post<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email, password })
  return twoFactorRedirect === true
}

export async function verifyCode(code: string): Promise<void> {
  await post('/two-factor/verify-totp', { code })
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {})
  queries.clear()
}
