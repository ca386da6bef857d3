import type { FileHandle } from 'node:fs/promises'
import { DETECT_BYTES, detect, type Kind } from '../../edi/detect.ts'
import type { GuidePlan } from '../../edi/guides/plan.ts'
import type { Tokens } from '../../edi/guides/tokens.ts'
import { type Problem, renderProblem } from '../../edi/problems.ts'
import type { SetKey } from '../../edi/x12/items.ts'
import type { SegmentView } from '../../formats/mapping/segment-rules.ts'
import { type Problem as FormatProblem, sentenceOf } from '../../formats/problems.ts'
import { edifactFinder } from './edifact.ts'
import { openFile } from './opening.ts'
import { x12Finder } from './x12.ts'
import { xmlFinder } from './xml.ts'

const CHUNK_BYTES = 262_144
/** Of one message so much is shown; it may be of any size. */
const SHOWN_BYTES = 1_048_576

/** A segment as people read it. */
export interface ShownSegment {
  /** Within its message, from 1. */
  position: number
  tag: string
  name: string | null
  level: number
  elements: { position: number; component?: number; name: string | null; value: string }[]
}

export interface FoundMessage {
  kind: 'message'
  standard: 'x12' | 'edifact'
  /** Such as 850 or ORDERS. */
  type: string
  /** Such as 004010 or D.96A. */
  version: string
  controlNumber: string
  /** The numbers by which business people know it. */
  keys: string[]
  segmentCount: number
  accepted: boolean
  /** False: no table for it; its envelope and counts are checked, nothing else. */
  known: boolean
  problems: Problem[]
  problemCount: number
  from: number
  to: number
  /** As translation knows it: x12:850, edifact:ORDERS:D96A. */
  format: string
  /** Its bytes, or the first of them, as segments with names. */
  outline(bytes: Uint8Array): ShownSegment[]
  /** Its bytes as segments for translation, each until the next. */
  segments(bytes: Uint8Array): Iterable<SegmentView>
  /** The same as text, for the expressions of a guide. */
  tokens(bytes: Uint8Array): Tokens[]
}

/** What is wrong, of whatever form the file is. */
export type Told = Problem | FormatProblem

export const saidOf = (problem: Told): string => ('level' in problem ? renderProblem(problem) : sentenceOf(problem))

/** What a file holds, in order. */
export type Found =
  | { kind: 'interchange'; title: string; offset: number; problems: Problem[] }
  | { kind: 'group'; title: string; offset: number; problems: Problem[] }
  | { kind: 'note'; title: string; offset: number; length?: number; problems: Told[] }
  /** One of XML; its name is without a word about what is wrong in it. */
  | { kind: 'document'; title: string; name: string; offset: number; keys: SetKey[]; problems: FormatProblem[] }
  | FoundMessage
  | { kind: 'end'; of: 'group' | 'interchange'; offset: number; problems: Problem[] }

/** A reader of one standard that tells what it finds, and the answer that its sender would get. */
export interface Finder {
  push(chunk: Uint8Array): Found[]
  end(): Found[]
  /** The interchanges that answer what was read so far, numbered from this number on; and the number that comes next. */
  answers(number: number): { pieces: Uint8Array[]; next: number }
}

export interface FinderOptions {
  /** So many problems of a message are kept. */
  problemsMax: number
  /** Answers to X12 as 997 or 999. */
  answer: '997' | '999'
  /** What its sets or messages are held against besides. */
  guide?: GuidePlan
}

/** A file of messages that is open; of any size, since it is read as a stream. */
export class MessageFile {
  readonly #handle: FileHandle
  readonly #options: FinderOptions
  /** By the first bytes. */
  readonly kind: Kind
  /** In the order of what they read. */
  readonly #finders: Finder[] = []

  private constructor(handle: FileHandle, options: FinderOptions, kind: Kind) {
    this.#handle = handle
    this.#options = options
    this.kind = kind
  }

  static async open(path: string, options: FinderOptions): Promise<MessageFile> {
    return MessageFile.of(await openFile(path), options)
  }

  /** A file that is open already: who opened it closes it. */
  static async of(handle: FileHandle, options: FinderOptions): Promise<MessageFile> {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(DETECT_BYTES), 0, DETECT_BYTES, 0)
    return new MessageFile(handle, options, detect(buffer.subarray(0, bytesRead)))
  }

  async *found(): AsyncGenerator<Found> {
    if (this.kind === 'xml') yield* this.#within(xmlFinder(), 0, Number.POSITIVE_INFINITY)
    else yield* this.#interchanges(this.kind === 'edifact' ? 'edifact' : 'x12', 0, Number.POSITIVE_INFINITY)
  }

  /** The answers to what was found, numbered from this number on. */
  answers(first: number): Uint8Array[] {
    let number = first
    return this.#finders.flatMap((finder) => {
      const { pieces, next } = finder.answers(number)
      number = next
      return pieces
    })
  }

  /**
   * Interchanges of one standard. What is none of them is looked at for those of the other, which one file may hold, too; what is
   * neither is said by the reader of the first.
   */
  async *#interchanges(standard: 'x12' | 'edifact', from: number, to: number): AsyncGenerator<Found> {
    const other = standard === 'x12' ? 'edifact' : 'x12'
    const finder = (standard === 'x12' ? x12Finder : edifactFinder)(this.#options)
    for await (const found of this.#within(finder, from, to)) {
      const { length = 0, offset } = found.kind === 'note' ? found : { offset: 0 }
      if (from === 0 && length > 0 && (await this.#holds(BEGINNINGS[other], offset, offset + length)))
        yield* this.#interchanges(other, offset, offset + length)
      else yield found
    }
  }

  async *#within(finder: Finder, from: number, to: number): AsyncGenerator<Found> {
    this.#finders.push(finder)
    const told = once()
    for await (const bytes of this.#pieces(from, to)) yield* finder.push(bytes).map((one) => movedBy(from, told(one)))
    yield* finder.end().map((one) => movedBy(from, told(one)))
  }

  async #holds(beginning: RegExp, from: number, to: number): Promise<boolean> {
    let before = ''
    for await (const bytes of this.#pieces(from, to)) {
      const text = before + Buffer.from(bytes).toString('latin1')
      if (beginning.test(text)) return true
      before = text.slice(-BEGINNING_BYTES)
    }
    return false
  }

  async *#pieces(from: number, to: number): AsyncGenerator<Uint8Array> {
    for (let place = from; place < to; ) {
      const length = Math.min(CHUNK_BYTES, to - place)
      const { buffer, bytesRead } = await this.#handle.read(new Uint8Array(length), 0, length, place)
      if (bytesRead === 0) return
      place += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  }

  /** The segments of a message, and how many of them are not among these. */
  async outline(message: FoundMessage): Promise<{ segments: ShownSegment[]; more: number }> {
    const segments = message.outline(await this.bytes(message, SHOWN_BYTES))
    return { segments, more: message.segmentCount - segments.length }
  }

  /** At most so many of them. */
  async bytes({ from, to }: FoundMessage, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    const length = Math.min(to - from, most)
    const { buffer, bytesRead } = await this.#handle.read(new Uint8Array(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

const BEGINNING_BYTES = 16
/** How interchanges begin, wherever they are. */
const BEGINNINGS = { x12: /ISA[^A-Za-z0-9\s]\d\d/, edifact: /UNA[^A-Za-z0-9]{6}\s*UNB|UNB\+UNO/ }

/** The end of a group has what was wrong at its beginning again, for who looks at its end only. */
function once() {
  let ofGroup: readonly Told[] = []
  return (found: Found): Found => {
    if (found.kind === 'group') ofGroup = found.problems
    if (found.kind !== 'end' || found.of !== 'group') return found
    return { ...found, problems: found.problems.filter((one) => !ofGroup.includes(one)) }
  }
}

/** What a reader found that began at this place of the file. */
function movedBy(by: number, found: Found): Found {
  if (by === 0 || found.kind === 'document') return found
  const problems = found.problems.map((one) =>
    'level' in one ? { ...one, offset: one.offset + by } : one,
  ) as Problem[]
  if (found.kind === 'message') return { ...found, problems, from: found.from + by, to: found.to + by }
  return { ...found, problems, offset: found.offset + by }
}
