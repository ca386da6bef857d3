import type { Words } from '../i18n/english.ts'

/** RFC 9457, as the grid answers it. */
interface Problem {
  code: string
  status: number
  title: string
  detail: string
  advice?: string
  instance?: string
  parameters?: Record<string, unknown>
}

/** What the grid said no to, or 0 for one that cannot be reached. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  get code(): string {
    return this.problem.code
  }
}

/** Reads the answer of a request that failed: a problem of the grid, an error of signing in, or what a proxy between us says. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const { status, statusText } = response
  const body = (await response.json().catch(() => null)) as (Partial<Problem> & { message?: string }) | null
  return new Refusal({
    ...body,
    code: body?.code ?? `http-${status}`,
    status,
    title: body?.title ?? statusText,
    detail: body?.detail ?? body?.message ?? statusText,
  })
}

export function unreachable(): Refusal {
  return new Refusal({ code: 'unreachable', status: 0, title: 'unreachable', detail: 'The grid cannot be reached.' })
}

export interface Said {
  title: string
  text: string
  advice?: string | undefined
  /** For the operator: the log of the grid has it too. */
  request?: string | undefined
}

/** The one place where an error becomes words for people. What has no sentence of ours is said as the grid says it. */
export function wordsFor(error: unknown, words: Words): Said {
  if (!(error instanceof Refusal)) {
    return { title: words.problems.internal.title, text: error instanceof Error ? error.message : String(error) }
  }
  const { code, detail, title, advice, instance, parameters } = error.problem
  const known =
    (words.problems as Record<string, { title: string; text: string } | undefined>)[code] ?? words.refusals[code]
  if (!known) return { title, text: detail, advice, request: instance }
  return { title: filled(known.title, parameters), text: filled(known.text, parameters), request: instance }
}

/** `Needs {scope}.` with the parameters of the problem. */
function filled(text: string, parameters: Record<string, unknown> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in parameters ? String(parameters[name]) : whole))
}
