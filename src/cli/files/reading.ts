import { type FileHandle, open } from 'node:fs/promises'
import { DETECT_BYTES, detect } from '../../edi/detect.ts'
import type { GuidePlan } from '../../edi/guides/plan.ts'
import type { Tokens } from '../../edi/guides/tokens.ts'
import type { Problem } from '../../edi/problems.ts'
import type { SegmentView } from '../../formats/mapping/segment-rules.ts'
import { CliError } from '../connection.ts'
import { edifactFinder } from './edifact.ts'
import { x12Finder } from './x12.ts'

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

/** What a file holds, in order. */
export type Found =
  | { kind: 'interchange'; title: string; offset: number; problems: Problem[] }
  | { kind: 'group'; title: string; offset: number; problems: Problem[] }
  | { kind: 'note'; title: string; offset: number; problems: Problem[] }
  | FoundMessage
  | { kind: 'end'; of: 'group' | 'interchange'; offset: number; problems: Problem[] }

/** A reader of one standard that tells what it finds, and the answer that its sender would get. */
export interface Finder {
  push(chunk: Uint8Array): Found[]
  end(): Found[]
  /** The interchanges that answer what was read so far, numbered from this number on. */
  answers(number: number): Uint8Array[]
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
  readonly finder: Finder

  private constructor(handle: FileHandle, finder: Finder) {
    this.#handle = handle
    this.finder = finder
  }

  static async open(path: string, options: FinderOptions): Promise<MessageFile> {
    const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
      throw new CliError(`${path} cannot be read (${error.code}).`)
    })
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(DETECT_BYTES), 0, DETECT_BYTES, 0)
      const kind = detect(buffer.subarray(0, bytesRead))
      // What is neither is said by the reader of X12: it names what it found and what it expected.
      return new MessageFile(handle, kind === 'edifact' ? edifactFinder(options) : x12Finder(options))
    } catch (error) {
      await handle.close()
      if ((error as NodeJS.ErrnoException).code === 'EISDIR') throw new CliError(`${path} is a folder, not a file.`)
      throw error
    }
  }

  async *found(): AsyncGenerator<Found> {
    let place = 0
    for (;;) {
      const { buffer, bytesRead } = await this.#handle.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, place)
      if (bytesRead === 0) break
      place += bytesRead
      yield* this.finder.push(buffer.subarray(0, bytesRead))
    }
    yield* this.finder.end()
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
