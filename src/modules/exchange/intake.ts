import type { Ung } from '../../edi/edifact/items.ts'
import type { GuidePlan } from '../../edi/guides/plan.ts'
import type { Problem as CodecProblem } from '../../edi/problems.ts'
import type { Gs, SetKey, Ta1 } from '../../edi/x12/items.ts'
import type { Problem } from '../../platform/change.ts'
import type { Agreement, Directory } from '../agreements/lookup.ts'
import type { RuleTrace } from '../agreements/routing-policy.ts'
import { Answers } from './answering.ts'
import { needsApproval } from './approving/policy.ts'
import type { Arrival } from './arrivals.ts'
import { guidesFor, judge } from './guiding.ts'
import { indexed } from './identities.ts'
import type { OriginalClaim } from './originals.ts'
import { type Parties, recognise } from './recognising.ts'
import { type Router, route } from './routing.ts'
import { type Envelope, schemeOf, standardOf, withUsage } from './standards/envelope.ts'
import type { Item, Receipt, SetFound } from './standards/items.ts'
import type { GuidesOf } from './standards/reading.ts'
import { wantedFor } from './translating/translating.ts'
import type { Translated } from './translating/weighing.ts'

/** A document as found, before it has a row. */
export interface Draft {
  position: number
  type: string
  version: string
  controlNumber: string
  groupNumber: string
  from: number
  to: number
  /** The first of `keys`. */
  businessKey: SetKey | null
  keys: SetKey[]
  agreement: Agreement | null
  /** What it was held against besides its standard. */
  guide?: GuidePlan | null
  /** The way out to the receiver. */
  channel: string | null
  /** The rules that fired. */
  rules: string[]
  /** The rules that were looked at, where somebody wants to know. */
  trace?: RuleTrace[]
  /** Left out: X12. */
  standard?: string
  /** The group, in order of appearance. */
  group: number
  status: 'recognised' | 'invalid' | 'suspended' | 'quarantined' | 'held' | 'declined'
  /** It says that it is new; then its key may be that of one original only. */
  original: boolean
  /** What makes it the original of its key, once it goes on. */
  claim: OriginalClaim | null
  /** What its receiver gets instead; left out: the sender's own bytes. */
  translated?: Translated
  /** The turns of the orders that it was compared with; taken once it goes on. */
  turns?: OriginalClaim[]
  /** By its agreement a person has to say yes before it leaves. */
  approval: boolean
  /** The interchange that it leaves in, when it does. */
  outgoing: string | null
  problems: Problem[] | null
  /** It is refused for what its guide says, and the answer of the standard does not say so. */
  untold?: boolean
}

/** The accepted sets of one group under one agreement and by one way, and of one key where that keeps its order: they leave together. */
export interface Accepted {
  /** Of the first of them. */
  type: string
  agreement: Agreement
  channel: string
  key: string | null
  outgoing: string
  /** Where they lie in the payload, neighbours joined: one range for a whole good group of any size. */
  ranges: [from: number, to: number][]
  count: number
  /** What they have become, where they leave in another form: one of each, all in one envelope. */
  translated?: Translated[]
}

export interface Group {
  gs: Gs & { ung?: Ung }
  /** ST01 of its first set. */
  type: string | null
  accepted: Accepted[]
  problems: Problem[]
  setCount: number
  /** The widest scope of what is wrong in it; null: nothing is. */
  spreads: 'set' | 'group' | 'interchange' | null
  /** It holds a set that is refused, … */
  refuses: boolean
  /** … and its answer says so: 997 and CONTRL are silent about guides, … */
  told: boolean
  /** … or one that waits for a person. */
  suspends: boolean
  rejected: boolean
  /** The whole group waits with its bad set. */
  held: boolean
  closed: boolean
}

const UNTOLD_MAX = 20

interface IntakeParts {
  directory: Directory
  at: Date
  outgoingId: (index: number) => string
  /** Keeps with each document which rules were looked at. */
  trace?: boolean
  /** A person has decided that rules hold nothing back. */
  decided?: boolean
  /** What expressions of guides say of sets, by their position. */
  expressions?: ReadonlyMap<number, CodecProblem[]>
}

/** What a reader found, decided as far as it can be without the database: one interchange of a file. */
export class Intake {
  isa: Envelope | null = null
  parties: Parties | null = null
  refused: Problem | null = null
  /** Problems of the envelope that reject the interchange as a whole (TA1 R). */
  envelopeProblems: Problem[] = []
  /** Bytes that are no interchange, and what of the envelope is only a warning. */
  rubbish: Problem[] = []
  groups: Group[] = []
  drafts: Draft[] = []
  /** Business keys met in this very interchange, which no row tells of yet, and where. */
  firsts: Map<string, string> | null = null
  receipts: Receipt[] = []
  ta1s: Ta1[] = []
  answers: Answers | null = null
  /** The first one found: it speaks for the envelope. */
  agreement: Agreement | null = null
  documentCount = 0
  closed = false
  startOffset = 0
  endOffset: number | null = null
  /** What its reader holds sets against; null: nothing. */
  readonly guidesOf: GuidesOf | null
  /** Refused for what their guides say, where the answer of the standard is silent about that: the first of them, and how many. */
  untold: Pick<Draft, 'type' | 'businessKey' | 'problems'>[] = []
  untoldCount = 0
  readonly #arrival: Arrival
  readonly #directory: Directory
  readonly #at: Date
  readonly #outgoingId: (index: number) => string
  readonly #expressions: IntakeParts['expressions']
  readonly #router: Omit<Router, 'parties' | 'scheme'>
  #outgoingCount = 0
  /** There may be as many as keys. */
  readonly #byKey = new Map<string, Accepted>()

  constructor(arrival: Arrival, by: IntakeParts) {
    this.#arrival = arrival
    this.#directory = by.directory
    this.#at = by.at
    this.#outgoingId = by.outgoingId
    this.#expressions = by.expressions
    const { directory, at, trace, decided = false } = by
    this.guidesOf = guidesFor({ arrival, directory, at })
    this.#router = { arrival, directory, at, decided, ...(trace ? { trace: [] } : {}) }
  }

  /** Takes items until the interchange ends; the rest of the file is the next interchange's. */
  take(items: Item[]): void {
    for (const item of items) {
      if (this.closed) return
      this.#one(item)
    }
  }

  #one(item: Item): void {
    switch (item.kind) {
      case 'rubbish':
        this.rubbish.push(...item.problems)
        return
      case 'interchange-start':
        this.#start(item)
        return
      case 'ta1':
        this.ta1s.push(item.ta1)
        return
      case 'group-start':
        this.#groupStart(item)
        return
      case 'set':
        this.#set(item.set)
        return
      case 'receipt':
        this.receipts.push(item.receipt)
        return
      case 'group-end':
        this.#groupEnd(item)
        return
      case 'interchange-end':
        this.#envelope(item.problems)
        this.answers?.endInterchange()
        this.closed = true
        this.endOffset = item.endOffset
    }
  }

  #start(item: Extract<Item, { kind: 'interchange-start' }>): void {
    this.isa = withUsage(item.envelope, this.#directory.channel(this.#arrival.channel)?.mode)
    this.startOffset = item.offset
    this.#envelope(item.problems)
    const found = recognise(this.isa, this.#arrival, this.#directory, this.#at)
    if ('refused' in found) this.refused = found.refused
    else this.parties = found
  }

  /** What names it between its two parties: its control number, or its bytes where it has none. No index holds a very long one. */
  get number(): string {
    const { controlNumber } = this.isa!
    if (controlNumber === '') return this.#arrival.payload.toString('hex')
    return indexed(controlNumber)
  }

  /** Nothing of it is answered. */
  get holdsReceiptsOnly(): boolean {
    return this.documentCount === 0 && this.receipts.length > 0
  }

  #envelope(problems: CodecProblem[]): void {
    for (const one of problems) (one.severity === 'error' ? this.envelopeProblems : this.rubbish).push(one)
  }

  #groupStart(item: Extract<Item, { kind: 'group-start' }>): void {
    const { group: gs, problems } = item
    const group: Group = {
      gs,
      type: null,
      accepted: [],
      problems: [...problems],
      setCount: 0,
      spreads: null,
      refuses: false,
      told: false,
      suspends: false,
      rejected: false,
      held: false,
      closed: false,
    }
    this.groups.push(group)
    if (gs.functionalId === 'FA' || !this.parties) return
    this.answers ??= new Answers(this.isa!)
    this.answers.group(group)
  }

  #set(set: SetFound): void {
    const group = this.groups.at(-1)
    if (!group || !this.parties) return
    group.setCount++
    group.type ??= set.type
    if (group.gs.functionalId === 'FA') {
      if (set.acknowledgement) this.receipts.push(set.acknowledgement)
      return
    }
    this.documentCount++
    this.drafts.push(this.#draft(set, group, this.parties))
  }

  #draft(set: SetFound, group: Group, parties: Parties): Draft {
    const key = set.keys[0] ?? null
    const version = set.version ?? group.gs.version
    const document = { type: set.type, version, key: key?.value ?? null, watched: set.watched }
    const trace: RuleTrace[] | undefined = this.#router.trace && []
    const found = route(document, {
      ...this.#router,
      parties,
      scheme: schemeOf(this.isa!),
      ...(trace ? { trace } : {}),
    })
    this.agreement ??= found.agreement
    const judged = judge(set, {
      agreement: found.agreement,
      envelope: this.isa!,
      directory: this.#directory,
      expressions: this.#expressions?.get(set.position),
    })
    const verdict = this.answers!.set(judged, group, found.agreement)
    const goesOn = verdict !== 'R' && verdict !== '?'
    const { problems: own } = judged.whole
    const problems = found.problem && goesOn ? [...own, found.problem] : own
    const untold = verdict === 'R' && judged.standard.accepted && !this.answers!.acknowledgement.tellsGuides
    if (untold) {
      const about = { type: set.type, businessKey: key, problems: own }
      if (++this.untoldCount <= UNTOLD_MAX) this.untold.push(about)
    }
    return {
      position: set.position,
      type: set.type,
      version,
      controlNumber: set.controlNumber,
      groupNumber: group.gs.controlNumber,
      from: set.from,
      to: set.to,
      businessKey: key,
      keys: set.keys,
      agreement: found.agreement,
      guide: judged.guide,
      channel: found.channel,
      rules: found.rules,
      ...(trace ? { trace } : {}),
      standard: standardOf(this.isa!),
      group: this.groups.length - 1,
      status: goesOn ? found.status : verdict === 'R' ? 'invalid' : 'suspended',
      original: set.original,
      claim: null,
      approval: found.agreement !== null && needsApproval(found.agreement.settings, set.watched?.amount ?? null),
      outgoing: null,
      problems: problems.length > 0 ? problems : null,
      ...(untold ? { untold } : {}),
    }
  }

  #groupEnd(item: Extract<Item, { kind: 'group-end' }>): void {
    const group = this.groups.at(-1)
    if (!group) return
    group.problems.push(...item.problems)
    group.closed = true
    if (group.gs.functionalId === 'FA' || !this.parties) return
    this.answers!.endGroup(group, item.problems)
  }

  /** Lets what is still recognised and needs no approval go on: called once for each draft, in order, when nothing more can hold it back. */
  accept(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      if (draft.status !== 'recognised' || draft.approval) continue
      const { rejected, held } = this.groups[draft.group]!
      // It gets its form when its group goes on.
      if ((rejected || held) && !draft.translated && wantedFor(draft)) continue
      draft.outgoing = this.#accept(draft, draft.agreement!, draft.channel!)
    }
  }

  #accept(draft: Draft, agreement: Agreement, channel: string): string {
    const { from, to, translated } = draft
    if (!translated && wantedFor(draft)) throw new Error('a document would leave in a form that is not agreed')
    const { accepted: all } = this.groups[draft.group]!
    const key = agreement.settings.order === 'business-key' ? (draft.businessKey?.value ?? null) : null
    const named = key !== null || translated !== undefined
    const name = named ? `${draft.group} ${agreement.id} ${channel} ${key ?? ''} ${formName(draft)}` : ''
    let accepted = named
      ? this.#byKey.get(name)
      : all.find((one) => one.agreement === agreement && one.channel === channel && one.key === null && !one.translated)
    if (!accepted) {
      const outgoing = this.#outgoingId(this.#outgoingCount++)
      accepted = { type: draft.type, agreement, channel, key, outgoing, ranges: [], count: 0 }
      if (translated) accepted.translated = []
      all.push(accepted)
      if (named) this.#byKey.set(name, accepted)
    }
    accepted.count++
    if (translated) accepted.translated!.push(translated)
    const last = accepted.ranges.at(-1)
    if (last && last[1] === from) last[1] = to
    else accepted.ranges.push([from, to])
    return accepted.outgoing
  }
}

/** Those of one name can share an envelope; a file has none, and leaves alone. */
function formName({ translated, position }: Draft): string {
  if (!translated) return ''
  const { target, envelope } = translated
  return `${target} ${envelope ? JSON.stringify(envelope.isa.delimiters) : position}`
}
