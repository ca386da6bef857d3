import { refusalOf, unreachable } from './problems.ts'
import { queries } from './queries.ts'

/** Signing in and out: these answer in the form of the sign-in library, not of the grid's API. */
export async function post<T>(path: string, body: unknown): Promise<T> {
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

/** That of the app, or one of those that were kept for the day when it is lost. */
export async function verifyCode(code: string, kind: 'app' | 'backup' = 'app'): Promise<void> {
  await post(kind === 'app' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code', { code })
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {})
  queries.clear()
}

/** Ends all other sessions of the same person. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await post('/change-password', { currentPassword, newPassword })
}

/** What an app on a phone needs, and the codes for the day when it is lost. */
export interface Second {
  totpURI: string
  backupCodes: string[]
}

/** It is asked for from the first code on that the app gave. */
export function enableSecond(password: string): Promise<Second> {
  return post('/two-factor/enable', { password })
}

export async function endSecond(password: string): Promise<void> {
  await post('/two-factor/disable', { password })
}

export async function makeBackupCodes(password: string): Promise<string[]> {
  return (await post<{ backupCodes: string[] }>('/two-factor/generate-backup-codes', { password })).backupCodes
}

export async function hasSecondFactor(signal: AbortSignal): Promise<boolean> {
  const response = await fetch('/api/auth/get-session', { signal }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await refusalOf(response)
  const session = (await response.json()) as { user: { twoFactorEnabled?: boolean | null } } | null
  return session?.user.twoFactorEnabled === true
}

export const PASSWORD_LENGTH_MIN = 12

/** Answers the same whether anybody has that address. */
export async function askForReset(email: string): Promise<void> {
  await post('/request-password-reset', { email })
}

/** Ends all sessions of that person. */
export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await post('/reset-password', { token, newPassword })
}

/** Leaves for who signs people in there; they come back signed in, or with a reason in the address. */
export async function elsewhere(way: 'oidc' | 'saml', then: string): Promise<void> {
  const back = { callbackURL: then, errorCallbackURL: '/sign-in' }
  const asked =
    way === 'oidc'
      ? post<{ url: string }>('/sign-in/social', { provider: 'oidc', ...back })
      : post<{ url: string }>('/sign-in/sso', { providerId: 'saml', ...back })
  window.location.assign((await asked).url)
}
