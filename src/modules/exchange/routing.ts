import type { Watched } from '../../edi/x12/watching.ts'
import type { Problem } from '../../platform/change.ts'
import type { Agreement, Directory } from '../agreements/lookup.ts'
import { type Facts, firstFitting, type RuleTrace } from '../agreements/routing-policy.ts'
import type { Rule } from '../agreements/rules.ts'
import type { Arrival } from './arrivals.ts'
import type { Parties } from './recognising.ts'

/** A document as routing sees it. */
export interface Routable {
  type: string
  version: string
  key: string | null
  watched: Watched | undefined
}

/** Where a document goes and by what. */
export interface Route {
  agreement: Agreement | null
  /** The way out to the receiver. */
  channel: string | null
  status: 'recognised' | 'held' | 'quarantined'
  problem: Problem | null
  /** The rules that fired, the grid's first. */
  rules: string[]
}

export interface Router {
  arrival: Arrival
  directory: Directory
  parties: Parties
  /** Of the identifiers that its standard names; null: it goes on as it is. */
  scheme: string | null
  at: Date
  /** Every rule looked at is added, where somebody wants to know. */
  trace?: RuleTrace[]
  /** A person has decided: what rules would hold or set aside goes on. */
  decided?: boolean
}

/**
 * Finds the agreement and the way out of a document: the grid's rules may lead it elsewhere, those of the agreement to another
 * channel, and both may hold it or set it aside. What is not certain is refused, never guessed.
 */
export function route(document: Routable, router: Router): Route {
  const { directory, parties, at } = router
  const found: Route = { agreement: null, channel: null, status: 'recognised', problem: null, rules: [] }
  const grids = fitting(directory.routing(parties.mode), 'grid', document, router)
  const receiver = receiverOf(grids, router)
  if (grids) found.rules.push(grids.name)
  if (receiver === undefined) {
    return aside(found, { code: 'rule-receiver-unknown', rule: grids!.name, receiver: grids!.act.receiver })
  }
  const type = grids?.act.agreement ?? document.type
  const agreements = directory.agreementsFor({ ...parties, receiver }, type, at)
  if (agreements.length !== 1) {
    const code = agreements.length === 0 ? 'agreement-missing' : 'agreement-ambiguous'
    return aside(found, { code, type, mode: parties.mode, count: agreements.length })
  }
  found.agreement = agreements[0]!
  found.channel = found.agreement.channel
  const own = fitting(found.agreement.settings.rules, 'agreement', document, router)
  if (own) found.rules.push(own.name)
  // The grid's word first: what it holds, no agreement lets go on.
  for (const rule of [grids, own]) if (rule && found.status === 'recognised') apply(rule, found, router)
  return found
}

function fitting(
  rules: readonly Rule[],
  of: 'grid' | 'agreement',
  document: Routable,
  { trace, ...router }: Router,
): Rule | undefined {
  if (rules.length === 0) return undefined
  return firstFitting(rules, factsOf(document, router), of, trace)
}

function factsOf({ type, version, key, watched }: Routable, { arrival, directory, parties }: Router): Facts {
  return {
    sender: directory.organization(parties.sender)?.slug ?? '',
    receiver: directory.organization(parties.receiver)?.slug ?? '',
    type,
    version,
    channel: directory.channel(arrival.channel)?.name ?? '',
    file: arrival.name,
    key: key ?? '',
    values: watched?.values ?? {},
    amount: watched?.amount ?? null,
  }
}

/** Undefined: the rule names nobody whom a document could be sent to. */
function receiverOf(rule: Rule | undefined, { directory, parties, scheme, at }: Router): string | undefined {
  const slug = rule?.act.receiver
  if (slug === undefined) return parties.receiver
  const found = directory.organizationBySlug(slug)
  if (found?.status !== 'active') return undefined
  return scheme === null || directory.calledAs(found.id, scheme, parties.mode, at) ? found.id : undefined
}

function apply({ name, act }: Rule, found: Route, { directory, parties, decided }: Router): void {
  if (act.channel !== undefined) {
    const channel = directory.channelNamed(found.agreement!.receiver, act.channel)
    const fits = channel?.direction === 'out' && (channel.mode ?? parties.mode) === parties.mode
    if (fits) found.channel = channel.id
    else aside(found, { code: 'rule-channel-unfit', rule: name, channel: act.channel })
  }
  if (decided) return
  if (act.quarantine !== undefined) aside(found, { code: 'rule-quarantined', rule: name, reason: act.quarantine })
  if (act.hold !== undefined) {
    found.status = 'held'
    found.problem = { code: 'rule-held', rule: name, reason: act.hold }
  }
}

function aside(found: Route, problem: Problem): Route {
  return Object.assign(found, { status: 'quarantined', problem })
}
