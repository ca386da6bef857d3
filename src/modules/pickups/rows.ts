import { insertRows, updateRows } from '../../platform/rows.ts'

const item = {
  channel: 'uuid',
  identity: 'hash',
  key: 'text',
  version: 'text',
  name: 'text',
  size_bytes: 'bigint',
  changed_at: 'timestamptz',
} as const

/** Seen, and not quiet yet. */
export const insertSeen = insertRows('pickups', item, { conflict: 'keep' })

/** Taken or refused at the first look: who comes second fails. */
export const insertPickup = insertRows('pickups', {
  ...item,
  times: 'int',
  decided_at: 'timestamptz',
  interchange: 'uuid',
  problem: 'jsonb',
})

/** What was seen before is taken or refused now: waiting so far, or gone once and here again. */
export const decidePickup = updateRows(
  'pickups',
  { channel: 'uuid', identity: 'hash', seen: 'int', times: 'int', interchange: 'uuid', problem: 'jsonb' },
  {
    key: ['channel', 'identity'],
    guard: { times: 'seen' },
    set: ['times', 'interchange', 'problem'],
    also: 'decided_at = now(), settled_at = null, remains = null, place = null, late = null',
  },
)

export const settlePickup = updateRows(
  'pickups',
  { channel: 'uuid', identity: 'hash', remains: 'boolean', place: 'text' },
  { key: ['channel', 'identity'], set: ['remains', 'place'], also: 'settled_at = now()' },
)

/** Set aside after it was taken. */
export const markLate = updateRows(
  'pickups',
  { channel: 'uuid', identity: 'hash', late: 'jsonb' },
  { key: ['channel', 'identity'], set: ['late'] },
)

export const tellLate = updateRows(
  'pickups',
  { channel: 'uuid', identity: 'hash', remains: 'boolean', place: 'text' },
  { key: ['channel', 'identity'], set: ['remains', 'place'], also: 'late = null' },
)

/** The last look went through. */
export const markLooked = updateRows(
  'pickup_channels',
  { channel: 'uuid', failures: 'int' },
  { key: ['channel'], set: ['failures'], also: 'looked_at = now(), problem = null, problem_at = null' },
)

export const markFailed = updateRows(
  'pickup_channels',
  { channel: 'uuid', failures: 'int', problem: 'jsonb' },
  { key: ['channel'], set: ['failures', 'problem'], also: 'problem_at = now()' },
)

export const insertItem = insertRows('work_items', {
  id: 'uuid',
  kind: 'text',
  class: 'text',
  subject_kind: 'text',
  subject: 'uuid',
  organization: 'uuid',
  problem: 'jsonb',
})

/** What was amiss is well again by itself. */
export const closeItem = updateRows(
  'work_items',
  { id: 'uuid', close_reason: 'text' },
  { key: ['id'], set: ['close_reason'], also: "closed_at = now(), closed_by = 'system'" },
)
