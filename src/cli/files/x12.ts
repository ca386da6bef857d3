import { syntaxOf, tokensOf } from '../../edi/guides/tokens.ts'
import { latin1 } from '../../edi/latin1.ts'
import type { Problem } from '../../edi/problems.ts'
import { writeInterchange, writeTa1 } from '../../edi/x12/acknowledge.ts'
import { FunctionalAcknowledgement } from '../../edi/x12/functional-acknowledgement.ts'
import { InterchangeReader } from '../../edi/x12/interchange-reader.ts'
import type { Gs, Isa, Item } from '../../edi/x12/items.ts'
import { outlineSet } from '../../edi/x12/outline.ts'
import { cellsOf } from '../../formats/x12/cells.ts'
import type { Finder, FinderOptions, Found } from './reading.ts'

export function x12Finder(options: FinderOptions): Finder {
  return new X12Finder(options)
}

interface Answer {
  isa: Isa
  groups: FunctionalAcknowledgement
  /** TA105 of what is wrong with the envelope; null: nothing is. */
  note: string | null
}

class X12Finder implements Finder {
  readonly #reader: InterchangeReader
  readonly #type: '997' | '999'
  readonly #answers: Answer[] = []

  constructor({ problemsMax, answer, guide }: FinderOptions) {
    const guideOf = (gs: Gs, type: string) =>
      guide?.guide.document === type && gs.version.startsWith(guide.guide.release) ? guide : null
    this.#reader = new InterchangeReader({ problemsMax, guideOf })
    this.#type = answer
  }

  push(chunk: Uint8Array): Found[] {
    return this.#reader.push(chunk).map((item) => this.#found(item))
  }

  end(): Found[] {
    return this.#reader.end().map((item) => this.#found(item))
  }

  answers(first: number): ReturnType<Finder['answers']> {
    let number = first
    const pieces = this.#answers.flatMap(({ isa, groups, note }) => {
      const at = new Date()
      if (note !== null) return [writeTa1({ isa, code: 'R', note, controlNumber: number++, at })]
      const parts = groups.finish().map((part) => ({ ...part, functionalId: 'FA', controlNumber: number++ }))
      if (parts.length === 0) return []
      const header = {
        sender: { qualifier: isa.receiverQualifier, id: isa.receiverId },
        receiver: { qualifier: isa.senderQualifier, id: isa.senderId },
        isaVersion: isa.version,
        controlNumber: parts[0]!.controlNumber,
        usage: isa.usage === 'P' ? ('P' as const) : ('T' as const),
        at,
        delimiters: isa.delimiters,
      }
      return writeInterchange(header, parts)
    })
    return { pieces, next: number }
  }

  #found(item: Item): Found {
    const answer = this.#answers.at(-1)
    switch (item.kind) {
      case 'interchange-start':
        this.#start(item)
        return { ...item, kind: 'interchange', title: titleOf(item.envelope) }
      case 'ta1': {
        const { controlNumber, code, note } = item.ta1
        return { ...item, kind: 'note', title: `TA1 for ${controlNumber}: ${code} ${note}`, problems: [] }
      }
      case 'group-start': {
        const { functionalId, sender, receiver, controlNumber, version } = item.group
        if (functionalId !== 'FA') {
          answer!.groups.group(item.group)
          answer!.groups.groups.at(-1)!.type = this.#type
        }
        return { ...item, kind: 'group', title: `${functionalId} ${sender} → ${receiver} ${controlNumber} ${version}` }
      }
      case 'set':
        if (item.set.group.functionalId !== 'FA') answer!.groups.set(item.set, item.set.accepted ? 'A' : 'R')
        return this.#message(item.set, answer!.isa)
      case 'group-end':
        if (item.group.functionalId !== 'FA') answer!.groups.endGroup(item.problems, item.setCount)
        return { ...item, kind: 'end', of: 'group', offset: item.endOffset }
      case 'interchange-end':
        answer!.note ??= item.problems.find((one) => one.severity === 'error')?.acknowledgement ?? null
        return { ...item, kind: 'end', of: 'interchange', offset: item.endOffset }
      case 'rubbish':
        return { ...item, kind: 'note', title: 'No interchange' }
    }
  }

  #start({ envelope, problems }: Extract<Item, { kind: 'interchange-start' }>): void {
    const note = problems.find((one) => one.severity === 'error')?.acknowledgement ?? null
    this.#answers.push({ isa: envelope, groups: new FunctionalAcknowledgement(envelope), note })
  }

  #message(set: Extract<Item, { kind: 'set' }>['set'], { delimiters }: Isa): Found {
    const { type, group } = set
    const { version } = group
    const segmentsMax = Number.POSITIVE_INFINITY
    const problems = set.known || !set.accepted ? set.problems : [...set.problems, notChecked(set)]
    return {
      ...set,
      problems,
      problemCount: set.problemCount + problems.length - set.problems.length,
      kind: 'message',
      standard: 'x12',
      version,
      keys: set.keys.map(({ value }) => value),
      format: `x12:${type}`,
      segments: (bytes) => cellsOf(bytes, delimiters),
      tokens: (bytes) => tokensOf(latin1(bytes), syntaxOf(delimiters)),
      outline: (bytes) => outlineSet(bytes, { version, type, delimiters, segmentsMax }).segments,
    }
  }
}

/** That there is no table for a set; messages of EDIFACT are told so by their reader. */
function notChecked({ type, group, from }: Extract<Item, { kind: 'set' }>['set']): Problem {
  return {
    ...{ code: 'message-not-checked', level: 'set', severity: 'warning', acknowledgement: '' },
    ...{ value: `${type} ${group.version}`, offset: from },
  } satisfies Problem
}

function titleOf(isa: Isa): string {
  const { senderQualifier, senderId, receiverQualifier, receiverId, controlNumber, version, date, time } = isa
  const test = isa.usage === 'P' ? '' : ', test'
  return `X12 ${version} ${senderQualifier} ${senderId} → ${receiverQualifier} ${receiverId} ${controlNumber}, ${date} ${time}${test}`
}
