import { refusalOf, unreachable } from './problems.ts'
import type { paths } from './schema.generated.ts'

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } }
}
  ? T
  : never

/** A work item as lists show it. */
export type WorkItem = Answer<'/api/v1/work-items'>['items'][number]

/** A work item with what it is about and what can be done. */
export type WorkItemShown = Answer<'/api/v1/work-items/{id}'>

/** Something that the grid offers to do about an item: the request itself, so no page knows which item takes which act. */
export type NextAct = WorkItemShown['next'][number]

interface Asked {
  method: string
  path: string
  body?: unknown
  /** What one saw when one decided; the grid refuses where it is another by now. */
  version?: number | undefined
  signal?: AbortSignal
}

/** Makes a request that the grid named. A text is sent as the bytes that it is. */
export async function ask<T>({ method, path, body, version, signal }: Asked): Promise<T> {
  const headers: Record<string, string> = {}
  if (version !== undefined) headers['if-match'] = `"v${version}"`
  if (body !== undefined) headers['content-type'] = isBytes(body) ? 'application/octet-stream' : 'application/json'
  const sent = body === undefined ? {} : { body: isBytes(body) ? body : JSON.stringify(body) }
  const answer = await fetch(path, { method, headers, ...sent, ...(signal ? { signal } : {}) }).catch((error) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable()
  })
  if (!answer.ok) throw await refusalOf(answer)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

function isBytes(body: unknown): body is Blob {
  return body instanceof Blob
}
