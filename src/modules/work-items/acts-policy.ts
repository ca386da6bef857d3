import { type Considered, stateOf } from './policy.ts'

/** Something that can be done now: the request that does it, and the command. */
export interface NextAct {
  act: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  path: string
  /** What the request carries beside a reason; null: what is to be written, such as the edited bytes. */
  body: Record<string, unknown> | null
  cli: string
  about: string
}

/** What an item is about, as it is now: see `subjectOf`. */
type Facts = Record<string, unknown>

/** What a person can do about an item now; the first is what usually helps. */
export function nextActs(item: Considered, facts: Facts | null): NextAct[] {
  const state = stateOf(item)
  if (state === 'closed') return [handling(item, 'reopen', 'Open it again.')]
  const acts = facts === null ? [] : (MENDING[item.subject_kind]?.(item, facts) ?? [])
  acts.push(handling(item, 'assign', 'Give it to somebody.'))
  acts.push(
    state === 'ignored'
      ? handling(item, 'reopen', 'Look at it now after all.')
      : handling(item, 'ignore', 'Leave it until a moment, with a reason.'),
  )
  if (item.kind !== 'outcome-unknown') acts.push(handling(item, 'close', 'Say why nothing more is to be done.'))
  return acts
}

const HANDLING = {
  assign: { noun: 'assignment', body: { owner: null }, more: ' [OWNER]' },
  ignore: { noun: 'ignoring', body: { until: null }, more: ' --until DAY --reason R' },
  close: { noun: 'closure', body: {}, more: ' --reason R' },
  reopen: { noun: 'reopening', body: {}, more: ' --reason R' },
}

function handling({ id }: Considered, act: keyof typeof HANDLING, about: string): NextAct {
  const { noun, body, more } = HANDLING[act]
  const cli = `entrepot work ${act} ${id}${more}`
  return { act, method: 'PUT', path: `/api/v1/work-items/${id}/${noun}`, body, cli, about }
}

const MENDING: Record<string, (item: Considered, facts: Facts) => NextAct[]> = {
  document: ofDocument,
  file: ({ subject }) => [attach(subject)],
  interchange: (item, facts) => (facts['direction'] === 'out' ? ofSent(item, facts) : ofReceived(item, facts)),
  delivery: ofDelivery,
  receipt: ({ subject }, facts) => (canResend(facts) ? [resend('receipt', subject)] : []),
  channel: ({ subject }, { connection }) => [look(subject), ...(connection ? [check(String(connection))] : [])],
  connection: ofConnection,
}

/** Held, set aside or suspended: it goes on, goes nowhere, or another form of it goes on. */
function ofDocument({ subject, problem }: Considered, facts: Facts): NextAct[] {
  if (facts['status'] === 'unapproved') return [...approve(subject), correct('document', subject)]
  const { status, standard, outgoing, agreed } = facts
  const waits = status === 'held' || status === 'quarantined' || (status === 'suspended' && outgoing === null)
  // Its receiver refused it after it had arrived.
  const refused = status === 'declined' && problem?.code === 'business-refused'
  const edits =
    standard === 'opaque' || !(waits || refused || status === 'invalid') ? [] : [correct('document', subject)]
  if (!waits) return edits
  const lacks = problem?.code === 'agreement-missing' && agreed === false
  const release = decide(subject, 'release', 'Let it go on: by what is agreed now, or as it came.')
  const decline = decide(subject, 'decline', 'It goes nowhere; of a suspended one the sender is told so.')
  if (lacks) return [agree(facts), decline, ...edits]
  return status === 'suspended' ? [...edits, release, decline] : [release, decline, ...edits]
}

/** Set aside as a whole: the world is mended and it is decided anew, or an edited copy is. */
function ofReceived({ subject, problem }: Considered, facts: Facts): NextAct[] {
  if (facts['status'] !== 'quarantined') return []
  const code = problem?.code ?? ''
  const { named, namedStatus } = facts
  const again = reprocess(subject)
  const edit = /^(opaque|side-file)-/.test(code) ? [] : [correct('interchange', subject)]
  const unknown = code === 'receiver-unknown' || (code === 'sender-not-yours' && !named)
  if (unknown && !named) return [introduce(subject), ...edit, again]
  if (unknown && namedStatus === 'inactive') return [confirm(String(named)), again, ...edit]
  return unknown || edit.length === 0 || WORLD.has(code) ? [again, ...edit] : [...edit, again]
}

/** It is the world that is mended, not the file. */
const WORLD = new Set(['sender-not-yours', 'mode-mismatch', 'payload-missing', 'payload-damaged', 'decision-bug'])

/** The receiver refused it, or part of it. */
function ofSent({ subject }: Considered, facts: Facts): NextAct[] {
  const { declined } = facts
  const edit = typeof declined === 'string' ? [correct('document', declined)] : []
  return [...edit, ...(canResend(facts) ? [resend('interchange', subject)] : [])]
}

function ofDelivery({ id, kind, subject }: Considered, facts: Facts): NextAct[] {
  if (kind !== 'outcome-unknown') return canResend(facts) ? [resend('delivery', subject)] : []
  const path = `/api/v1/work-items/${id}/outcome`
  const settle = (act: string, outcome: string, about: string): NextAct => {
    const cli = `entrepot work settle ${id} ${outcome} --reason R`
    return { act, method: 'POST', path, body: { outcome }, cli, about }
  }
  return [
    settle('settle', 'delivered', 'The receiver says that it arrived.'),
    settle('settle-resend', 'resend', 'The receiver says that it did not: send it again.'),
  ]
}

function ofConnection({ subject }: Considered, { halted }: Facts): NextAct[] {
  const path = `/api/v1/connections/${subject}`
  const about = 'It is right as it is: work with it goes on.'
  const resume: NextAct = {
    ...{ act: 'resume', method: 'PUT', path: `${path}/resumption`, body: {}, cli: `entrepot resume ${subject}`, about },
  }
  const change: NextAct = {
    ...{ act: 'change', method: 'PATCH', path, body: null, cli: 'entrepot apply FILE' },
    about: 'Say what the other side is now, such as its new key.',
  }
  return [check(subject), change, ...(halted === true ? [resume] : [])]
}

/** Nothing is sent again that is still on its way, or lies where its receiver fetches it. */
function canResend({ status, delivery, lies }: Facts): boolean {
  const now = delivery ?? status
  return now !== 'waiting' && now !== 'outcome-unknown' && lies !== true
}

const decide = (id: string, decision: 'release' | 'decline', about: string): NextAct => ({
  act: decision,
  method: 'PUT',
  path: `/api/v1/documents/${id}/decision`,
  body: { decision },
  cli: `entrepot decide ${id} ${decision} --reason R`,
  about,
})

const approve = (id: string): NextAct[] => {
  const path = `/api/v1/documents/${id}/approval`
  const look: NextAct = {
    ...{ act: 'look', method: 'GET', path, body: null, cli: `entrepot approve ${id}` },
    about: 'See what would leave, and its hashes.',
  }
  const answer = (act: 'approve' | 'decline', about: string): NextAct => {
    const cli = `entrepot ${act} ${id} HASH --reason R`
    return { act, method: 'PUT', path, body: { decision: act, outgoing: null }, cli, about }
  }
  return [
    look,
    answer('approve', 'It leaves, if that is still what would leave.'),
    answer('decline', 'It goes nowhere, and its sender is told why.'),
  ]
}

const agree = ({ sender, receiver, type, mode }: Facts): NextAct => ({
  act: 'agree',
  method: 'POST',
  path: '/api/v1/agreements',
  body: null,
  cli: 'entrepot apply FILE',
  about: `Make the ${mode} agreement for ${type} from ${sender} to ${receiver}; then release it.`,
})

const resend = (kind: 'delivery' | 'interchange' | 'receipt', id: string): NextAct => ({
  act: 'resend',
  method: 'POST',
  path: `/api/v1/${kind === 'delivery' ? 'deliveries' : `${kind}s`}/${id}/resend`,
  body: {},
  cli: `entrepot resend ${kind} ${id} --reason R`,
  about: 'Send it again: the same bytes under the same number, or in a new envelope.',
})

const correct = (kind: 'document' | 'interchange', id: string): NextAct => ({
  act: 'correct',
  method: 'POST',
  path: `/api/v1/${kind}s/${id}/corrections`,
  body: null,
  cli: `entrepot correct ${kind} ${id} FILE --reason R`,
  about: 'Edit a copy, see what differs and whether it is valid, then send the copy.',
})

const attach = (id: string): NextAct => ({
  act: 'attach',
  method: 'PUT',
  path: `/api/v1/documents/${id}/attachment`,
  body: null,
  cli: `entrepot attach ${id} [DOCUMENT …] --reason R`,
  about: 'Say which of the documents it belongs to.',
})

const introduce = (id: string): NextAct => ({
  act: 'introduce',
  method: 'POST',
  path: `/api/v1/interchanges/${id}/organization`,
  body: {},
  cli: `entrepot organization ${id} [SLUG]`,
  about: 'Make an organization of the unknown partner; it is inactive until it is confirmed.',
})

const confirm = (slug: string): NextAct => ({
  act: 'confirm',
  method: 'PUT',
  path: `/api/v1/organizations/${slug}/confirmation`,
  body: {},
  cli: `entrepot confirm ${slug}`,
  about: 'Confirm the organization that was made of its partner; then decide anew.',
})

const reprocess = (id: string): NextAct => ({
  act: 'reprocess',
  method: 'POST',
  path: `/api/v1/interchanges/${id}/reprocess`,
  body: {},
  cli: `entrepot reprocess ${id}`,
  about: 'Decide anew on the same bytes, by the partners and agreements of now.',
})

const look = (id: string): NextAct => ({
  act: 'look',
  method: 'POST',
  path: `/api/v1/channels/${id}/looks`,
  body: {},
  cli: `entrepot look ${id}`,
  about: 'Look at its source now.',
})

const check = (id: string): NextAct => ({
  act: 'check',
  method: 'POST',
  path: `/api/v1/connections/${id}/checks`,
  body: {},
  cli: `entrepot check ${id}`,
  about: 'Test the connection layer by layer.',
})
