import { latin1, latin1Bytes } from '../latin1.ts'
import type { Problem } from '../problems.ts'
import type { Delimiters, Gs, SetRead } from './items.ts'

/** What the sender is told of a set: A accepted, E accepted with errors noted, R rejected; `?` is not said yet. */
export type SetVerdict = 'A' | 'E' | 'R' | '?'

/** The answer to one group: plain data, so that it can wait for a person. */
export interface GroupAnswer {
  gs: Gs
  /** Null: the group is not answered. */
  type: '997' | '999' | null
  /** The lines of its sets, AK2 to AK5 or IK5, in pieces that end with a set. */
  pieces: string[]
  received: number
  /** As the group's trailer counts them. */
  setCount: number
  /** Sets by verdict. */
  verdicts: Record<SetVerdict, number>
  /** AK905 and on; any of them rejects the group. */
  errors: string[]
  /** All or nothing, and something was wrong. */
  refused: boolean
}

/** The acknowledgements that belong in one functional group. */
export interface AnswerPart {
  type: '997' | '999'
  /** GS08 of the answer. */
  version: string
  gsSender: string
  gsReceiver: string
  body: Uint8Array[]
  setCount: number
}

/** The guide of the 999 that is written here. */
const GUIDE_999 = '005010X231A1'
const PIECE_CHARS = 65_536
/** Text that is put together has a node in memory for each of its parts: no more of it than this. */
const LINES_CHARS = 1_024

/** What IK304 and IK403 say of a guide; of everything else the 997 says the same. */
const OF_GUIDES: Record<string, string> = {
  'guide-segment-missing': 'I8',
  'guide-segment-not-used': 'I4',
  'guide-element-code': 'I6',
  'guide-element-not-used': 'I10',
}

/**
 * Writes the 997 or 999 for the groups of one interchange while they are read: one set a group. Its memory grows only with
 * its own text, some 30 bytes for each set acknowledged.
 */
export class FunctionalAcknowledgement {
  readonly groups: GroupAnswer[] = []
  readonly #delimiters: Delimiters
  readonly #write: (...elements: string[]) => string
  /** Of the set at hand and of some before it. */
  #lines = ''
  /** Those before them, as bytes; most interchanges have too few sets for that. */
  #room: Buffer | null = null
  #used = 0

  constructor(options: { delimiters: Delimiters }) {
    this.#delimiters = options.delimiters
    this.#write = writer(options.delimiters)
  }

  group(gs: Gs): void {
    const verdicts = { A: 0, E: 0, R: 0, '?': 0 }
    this.groups.push({ gs, type: '997', pieces: [], received: 0, setCount: 0, verdicts, errors: [], refused: false })
  }

  set(set: SetRead, verdict: SetVerdict): void {
    const group = this.groups.at(-1)!
    group.received++
    group.verdicts[verdict]++
    const implementation = group.type === '999' ? (set.implementation ?? '') : ''
    this.#lines += this.#write('AK2', set.type, set.controlNumber, implementation)
    if (verdict !== 'A') this.#details(set, group.type === '999')
    const errors = verdict === 'A' ? [] : setErrors(set, group.type === '999')
    this.#lines += this.#write(group.type === '999' ? 'IK5' : 'AK5', verdict, ...errors)
    if (this.#lines.length > LINES_CHARS) this.#store()
  }

  /** Ends the group; its verdict so far: A, E, P or R. */
  endGroup(problems: Problem[], setCount: number): 'A' | 'E' | 'P' | 'R' {
    const group = this.groups.at(-1)!
    this.#flush()
    group.setCount = setCount
    const errors = problems.filter((one) => one.severity === 'error').map((one) => one.acknowledgement)
    group.errors = [...new Set(errors)]
    return groupVerdict(group)
  }

  /** The sets written, ST to SE, by the functional group that they belong in. */
  finish(): AnswerPart[] {
    return writeAnswers(this.groups, this.#delimiters)
  }

  #details(set: SetRead, is999: boolean): void {
    const [segmentTag, elementTag] = is999 ? ['IK3', 'IK4'] : ['AK3', 'AK4']
    const context = is999 ? this.#context(set) : ''
    const codeOf = ({ code, acknowledgement }: Problem) => (is999 && OF_GUIDES[code]) || acknowledgement
    for (const [position, problems] of bySegment(set.problems)) {
      for (const one of problems.filter((problem) => problem.level === 'segment')) {
        this.#lines += this.#write(segmentTag!, this.#tag(one), String(position), '', codeOf(one)) + context
      }
      const elements = problems.filter((problem) => problem.level === 'element')
      if (elements.length === 0) continue
      this.#lines += this.#write(segmentTag!, this.#tag(elements[0]!), String(position), '', '8') + context
      for (const one of elements.slice(0, 99)) {
        const reference = one.reference === undefined ? '' : String(one.reference)
        const value = this.#clean(one.value ?? '')
        this.#lines += this.#write(elementTag!, String(one.element ?? 1), reference, codeOf(one), value)
      }
    }
  }

  /** CTX with the business unit: the number by which the sender's people know the set, where the set has shown one. */
  #context(set: SetRead): string {
    const key = set.keys[0]
    if (!key) return ''
    return this.#write('CTX', `${key.at}${String.fromCharCode(this.#delimiters.component)}${this.#clean(key.value)}`)
  }

  #tag(problem: Problem): string {
    return this.#clean(problem.segment ?? '').slice(0, 3)
  }

  /** A bad value is quoted without what would break the answer: X12 has no escape. */
  #clean(text: string): string {
    const { element, component, repetition, terminator } = this.#delimiters
    let result = ''
    for (const character of text) {
      const code = character.charCodeAt(0)
      const forbidden = code === element || code === component || code === repetition || code === terminator
      result += forbidden || character < ' ' ? ' ' : character
    }
    return result.trim().slice(0, 99)
  }

  #store(): void {
    if (this.#lines.length > PIECE_CHARS - this.#used) this.#flush()
    if (this.#lines === '') return
    this.#room ??= Buffer.allocUnsafeSlow(PIECE_CHARS)
    this.#used += this.#room.write(this.#lines, this.#used, 'latin1')
    this.#lines = ''
  }

  #flush(): void {
    const pieces = [
      ...(this.#used > 0 ? [latin1(this.#room!, 0, this.#used)] : []),
      ...(this.#lines === '' ? [] : [latin1(latin1Bytes(this.#lines))]),
    ]
    if (pieces.length > 0) this.groups.at(-1)!.pieces.push(...pieces)
    this.#used = 0
    this.#lines = ''
  }
}

/** AK901: R where the group itself is wrong, is refused as a whole, or none of its sets was accepted. */
export function groupVerdict(group: GroupAnswer): 'A' | 'E' | 'P' | 'R' {
  const accepted = group.verdicts.A + group.verdicts.E
  if (group.refused || group.errors.length > 0 || accepted + group.verdicts['?'] === 0) return 'R'
  if (accepted < group.received) return 'P'
  return group.verdicts.E > 0 ? 'E' : 'A'
}

/** Writes the answers to these groups, ST to SE, each in the part that its addresses and version put it in. */
export function writeAnswers(groups: GroupAnswer[], delimiters: Delimiters): AnswerPart[] {
  const write = writer(delimiters)
  const parts = new Map<string, AnswerPart>()
  for (const group of groups) {
    if (group.type === null) continue
    const version = group.type === '999' ? GUIDE_999 : group.gs.version.slice(0, 6)
    const { sender: gsReceiver, receiver: gsSender } = group.gs
    const key = [group.type, version, gsSender, gsReceiver].join('\u0000')
    let part = parts.get(key)
    if (!part) parts.set(key, (part = { type: group.type, version, gsSender, gsReceiver, body: [], setCount: 0 }))
    part.setCount++
    writeAnswer(group, { part, delimiters, write })
  }
  return [...parts.values()]
}

/**
 * The same answers once everything is decided: one verdict for each set, in order. A set that is accepted after all has its
 * errors no more; one that was accepted and is refused for its neighbour's sake gives no error of its own.
 */
export function concluded(groups: GroupAnswer[], delimiters: Delimiters, verdicts: Iterable<'A' | 'R'>): GroupAnswer[] {
  const next = verdicts[Symbol.iterator]()
  const [element, terminator] = [String.fromCharCode(delimiters.element), String.fromCharCode(delimiters.terminator)]
  const blocks = new RegExp(`(?<=${quoted(delimiters.terminator)})(?=AK2${quoted(delimiters.element)})`)
  return groups.map((group) => {
    const counts = { A: 0, E: 0, R: 0, '?': 0 }
    const pieces = group.pieces.map((piece) =>
      piece
        .split(blocks)
        .map((block) => {
          const lines = block.split(terminator).slice(0, -1)
          const [tag, code, ...errors] = lines.at(-1)!.split(element)
          const verdict = next.next().value === 'A' ? (code === '?' || code === 'R' ? 'A' : code!) : 'R'
          counts[verdict as 'A' | 'E' | 'R']++
          if (verdict === code) return block
          const kept =
            verdict === 'R'
              ? [...lines.slice(0, -1), [tag, 'R', ...errors].join(element)]
              : [lines[0], `${tag}${element}A`]
          return kept.join(terminator) + terminator
        })
        .join(''),
    )
    return { ...group, pieces, verdicts: counts, refused: false }
  })
}

type Write = (...elements: string[]) => string

function writeAnswer(group: GroupAnswer, of: { part: AnswerPart; delimiters: Delimiters; write: Write }): void {
  const { part, delimiters, write } = of
  const number = String(part.setCount).padStart(4, '0')
  const is999 = group.type === '999'
  const code = groupVerdict(group)
  const accepted = code === 'R' ? 0 : group.verdicts.A + group.verdicts.E
  const pieces = code === 'R' ? group.pieces.map((piece) => refusing(piece, delimiters)) : group.pieces
  const counts = [group.setCount, group.received, accepted].map(String)
  const segments = pieces.reduce((sum, piece) => sum + count(piece, delimiters.terminator), 0)
  part.body.push(
    latin1Bytes(write('ST', group.type!, number, is999 ? GUIDE_999 : '')),
    latin1Bytes(write('AK1', group.gs.functionalId, group.gs.controlNumber, is999 ? group.gs.version : '')),
    ...pieces.map(latin1Bytes),
    latin1Bytes(write('AK9', code, ...counts, ...group.errors.slice(0, 5))),
    latin1Bytes(write('SE', String(segments + 4), number)),
  )
}

/** No set of a rejected group is accepted, so none is called accepted. */
function refusing(piece: string, delimiters: Delimiters): string {
  return piece.replace(verdictLine(delimiters), '$1R')
}

/** Where a verdict that is not R stands; the terminator before it ends the line of AK2 at least. */
function verdictLine({ element, terminator }: Delimiters): RegExp {
  return new RegExp(`(${quoted(terminator)}[AI]K5${quoted(element)})[AE?]`, 'g')
}

const quoted = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`

function count(text: string, byte: number): number {
  const character = String.fromCharCode(byte)
  let n = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) n++
  return n
}

function writer(delimiters: Delimiters): Write {
  const element = String.fromCharCode(delimiters.element)
  const terminator = String.fromCharCode(delimiters.terminator)
  return (...elements) => {
    let last = elements.length
    while (last > 1 && elements[last - 1] === '') last--
    return elements.slice(0, last).join(element) + terminator
  }
}

function bySegment(problems: Problem[]): Map<number, Problem[]> {
  const found = new Map<number, Problem[]>()
  for (const problem of problems) {
    if (problem.severity !== 'error' || (problem.level !== 'segment' && problem.level !== 'element')) continue
    const position = problem.segmentPosition ?? 0
    const known = found.get(position)
    if (known) known.push(problem)
    else found.set(position, [problem])
  }
  return found
}

/** AK502 and on: the set's own errors; 5 when the errors are in its segments, of a 999 I5 when only a guide says so. */
function setErrors(set: SetRead, is999: boolean): string[] {
  const errors = set.problems.filter((one) => one.severity === 'error')
  const inside = is999 && errors.every((one) => 'guide' in one) ? 'I5' : '5'
  const own = new Set(
    errors.filter((one) => one.level === 'set').map((one) => ('guide' in one ? inside : one.acknowledgement)),
  )
  if (errors.some((one) => one.level === 'segment' || one.level === 'element')) own.add(inside)
  return [...own].slice(0, 5)
}
