import type { TestGrid } from './grid.ts'

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: the point of a test is to look at what came
  body: any
}

/** Somebody at a browser: keeps cookies, and says where its pages come from. */
export class Person {
  readonly #url: string
  readonly cookies = new Map<string, string>()
  /** As a browser would send; null: none. */
  origin: string | null

  constructor(grid: Pick<TestGrid, 'url' | 'app'>) {
    this.#url = grid.url
    this.origin = new URL(grid.app.grid.config.publicUrl).origin
  }

  async call(line: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> {
    const [method = 'GET', path = '/'] = line.split(' ')
    const headers: Record<string, string> = { ...more }
    if (this.cookies.size > 0)
      headers['cookie'] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (this.origin !== null && method !== 'GET') headers['origin'] = this.origin
    if (body !== undefined) headers['content-type'] = 'application/json'
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(this.#url + path, { method, headers, redirect: 'manual', ...sent })
    this.#keep(answer.headers.getSetCookie())
    const text = await answer.text()
    const json = text !== '' && answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
  }

  signIn(email: string, password: string): Promise<Answer> {
    return this.call('POST /api/auth/sign-in/email', { email, password })
  }

  #keep(set: string[]): void {
    for (const one of set) {
      const [pair = '', ...attributes] = one.split('; ')
      const at = pair.indexOf('=')
      const gone = attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')
      if (gone) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

/** The code in a link of an invitation. */
export function codeIn(link: string): string {
  return /#([\w-]+)/.exec(link)![1]!
}

export const PASSWORD = 'correct horse battery'

/** Invites somebody, as whoever may, and lets them accept: signed in. */
export async function joined(
  grid: TestGrid,
  inviter: Person,
  given: { email: string; role: string; organization?: string | null; endsAt?: string; name?: string },
): Promise<Person> {
  const { name = given.email.split('@')[0]!, ...invitation } = given
  const made = await inviter.call('POST /api/v1/invitations', { kind: 'personal', ...invitation })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return accepted(grid, made.body.link, { name, password: PASSWORD })
}

export async function accepted(grid: TestGrid, link: string, given: object): Promise<Person> {
  const person = new Person(grid)
  const answer = await person.call(`POST /api/v1/invitations/by-code/${codeIn(link)}/acceptance`, given)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return person
}
