import type { Actor } from '../../platform/actor.ts'

/** The organization whose business it is sees an item, and the grid. */
export function maySeeItem(actor: Actor, { organization }: { organization: string | null }): boolean {
  return actor.organization === null || actor.organization === organization
}

/** Owner, reasons and who did what are the grid's own. */
export function maySeeHandling(actor: Actor): boolean {
  return actor.organization === null
}

export type WorkState = 'open' | 'ignored' | 'closed'

export function stateOf(item: { closed_at: Date | null; ignored_until: Date | null }): WorkState {
  return item.closed_at !== null ? 'closed' : item.ignored_until !== null ? 'ignored' : 'open'
}

/** Something that can be done now, with the request that does it. */
export interface NextAct {
  act: string
  method: 'GET' | 'POST' | 'PUT'
  path: string
  about: string
}

interface Considered {
  id: string
  kind: string
  class: string
  subject_kind: string
  subject: string
  closed_at: Date | null
  ignored_until: Date | null
}

/** What a person can do about an item now; the first is what usually helps. */
export function nextActs(item: Considered): NextAct[] {
  const own = `/api/v1/work-items/${item.id}`
  const state = stateOf(item)
  if (state === 'closed') return [{ act: 'reopen', method: 'PUT', path: `${own}/reopening`, about: 'Open it again.' }]
  const acts = [...(MENDING[item.subject_kind]?.(item) ?? [])]
  acts.push({ act: 'assign', method: 'PUT', path: `${own}/assignment`, about: 'Give it to somebody.' })
  acts.push(
    state === 'ignored'
      ? { act: 'reopen', method: 'PUT', path: `${own}/reopening`, about: 'Look at it now after all.' }
      : { act: 'ignore', method: 'PUT', path: `${own}/ignoring`, about: 'Leave it until a moment, with a reason.' },
  )
  if (item.kind !== 'outcome-unknown')
    acts.push({ act: 'close', method: 'PUT', path: `${own}/closure`, about: 'Say why nothing more is to be done.' })
  return acts
}

const MENDING: Record<string, (item: Considered) => NextAct[]> = {
  delivery: (item) =>
    item.kind === 'outcome-unknown'
      ? [
          {
            act: 'settle',
            method: 'POST',
            path: `/api/v1/work-items/${item.id}/outcome`,
            about: 'Say that it was delivered, or send it again.',
          },
        ]
      : [resend(`/api/v1/deliveries/${item.subject}/resend`)],
  interchange: (item) =>
    item.kind === 'quarantine'
      ? [correct(`/api/v1/interchanges/${item.subject}/corrections`)]
      : [resend(`/api/v1/interchanges/${item.subject}/resend`)],
  document: (item) => [correct(`/api/v1/documents/${item.subject}/corrections`)],
  file: (item) => [
    {
      act: 'attach',
      method: 'PUT',
      path: `/api/v1/documents/${item.subject}/attachment`,
      about: 'Say which of the documents it belongs to.',
    },
  ],
  receipt: (item) => [resend(`/api/v1/receipts/${item.subject}/resend`)],
}

const resend = (path: string): NextAct => ({
  act: 'resend',
  method: 'POST',
  path,
  about: 'Send it again: the same bytes under the same number, or in a new envelope.',
})

const correct = (path: string): NextAct => ({
  act: 'correct',
  method: 'POST',
  path,
  about: 'Edit a copy, see what differs and whether it is valid, then send the copy.',
})
