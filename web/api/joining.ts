import { api, bodyOf } from './client.ts'
import type { paths } from './schema.generated.ts'

type ByCode = '/api/v1/invitations/by-code/{code}'

/** An invitation as whoever has its code may see it. */
export type Invitation = paths[ByCode]['get']['responses'][200]['content']['application/json']

type Acceptance = paths[`${ByCode}/acceptance`]['post']['requestBody']['content']['application/json']

export function openInvitation(code: string, signal: AbortSignal): Promise<Invitation> {
  return bodyOf(api.GET('/api/v1/invitations/by-code/{code}', { signal, params: { path: { code } } }))
}

/** Makes the member and signs in. */
export async function acceptInvitation(code: string, body: Acceptance): Promise<void> {
  await api.POST('/api/v1/invitations/by-code/{code}/acceptance', { params: { path: { code } }, body })
}
