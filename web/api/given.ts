import type { Answer } from './documents.ts'
import type { paths } from './schema.generated.ts'

/** Answers that came with the page, by what they answer: src/console/answers.ts. Each is taken once. */
const answers: Record<string, unknown> = JSON.parse(document.getElementById('answers')?.textContent || '{}')

/** For the options of a query: what the page brought is its first answer, as old as the page. */
export function given<P extends keyof paths>(path: P, query = '') {
  const asked = path + query
  return {
    initialData(): Answer<P> | undefined {
      const answer = answers[asked] as Answer<P> | undefined
      delete answers[asked]
      return answer
    },
    initialDataUpdatedAt: performance.timeOrigin,
  }
}
