import createClient from 'openapi-fetch'
import { refusalOf, unreachable } from './problems.ts'
import type { paths } from './schema.generated.ts'

/** The API of the grid, typed by its own description. What is refused is thrown as a `Refusal`. */
export const api = createClient<paths>({ baseUrl: window.location.origin })

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await refusalOf(response)
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === 'AbortError' ? error : unreachable()
  },
})

/** The body of an answer: `bodyOf(api.GET('/api/v1/…'))`. */
export async function bodyOf<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked
  return data as T
}

/** Where the next page of a list begins: the cursor in the address that the grid gave. */
export function cursorIn(next: string | null): string | undefined {
  return next === null ? undefined : (new URL(next, window.location.origin).searchParams.get('cursor') ?? undefined)
}
