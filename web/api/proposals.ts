import { notifications } from '@mantine/notifications'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useWords } from '../i18n/language.tsx'
import { api, bodyOf } from './client.ts'
import type { Answer } from './documents.ts'

export type Proposal = Answer<'/api/v1/proposals/{id}'>

/** What waits for another person to change an agreement. */
export const openProposalsQuery = (subject: string) =>
  queryOptions({
    queryKey: ['proposals', 'of', subject],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/proposals', { signal, params: { query: { subject, status: 'open' } } })),
  })

export type ProposedClass = Proposal['class']

export const fourEyesQuery = (of: ProposedClass) =>
  queryOptions({
    queryKey: ['four-eyes', of],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/four-eyes/{class}', { signal, params: { path: { class: of } } })),
  })

/** What a change is answered with where two people are needed: nothing has changed yet. */
export function isProposed<T extends object>(answer: T | { proposal: Proposal }): answer is { proposal: Proposal } {
  return 'proposal' in answer
}

/** Says what became of a change, done or proposed, and lets go of what pages show of it. */
export function useTold() {
  const { proposals } = useWords()
  const queries = useQueryClient()
  return async (answer: object, done: string): Promise<void> => {
    const proposed = isProposed(answer)
    notifications.show(proposed ? { title: proposals.proposed, message: proposals.proposedAbout } : { message: done })
    await Promise.all(
      ['agreements', 'proposals', 'four-eyes'].map((root) => queries.invalidateQueries({ queryKey: [root] })),
    )
  }
}
