import { refusalOf, unreachable } from './problems.ts'

/** An invitation as whoever has its code may see it. */
export interface Invitation {
  /** `link`: from the machine that the grid runs on. */
  kind: 'personal' | 'code' | 'link'
  organization: { name: string } | null
  email: string | null
  emailDomain: string | null
  /** There is a user with this address: they sign in first, or, by a link, choose a new password. */
  known: boolean
}

export interface Acceptance {
  name?: string
  email?: string
  password?: string
  timeZone?: string
}

export async function openInvitation(code: string, signal: AbortSignal): Promise<Invitation> {
  return (await asked(code, '', { signal })) as Invitation
}

/** Makes the member and signs in. */
export async function acceptInvitation(code: string, acceptance: Acceptance): Promise<void> {
  const body = JSON.stringify(acceptance)
  await asked(code, '/acceptance', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}

async function asked(code: string, more: string, options: RequestInit): Promise<unknown> {
  const address = `/api/v1/invitations/by-code/${encodeURIComponent(code)}${more}`
  const response = await fetch(address, options).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await refusalOf(response)
  return response.json()
}
