import { tagCode } from '../tags.ts'
import type { Contrl, Party } from './items.ts'
import type { Segment } from './segment.ts'

/** Messages of one CONTRL that are kept in detail. */
const MESSAGES_MAX = 100_000
const DETAILS_MAX = 1_000

const [UCI, UCF, UCM, UCS, UCD] = ['UCI', 'UCF', 'UCM', 'UCS', 'UCD'].map(tagCode)

/** Reads what a CONTRL says: UCI names the interchange, UCF a group, UCM a message, UCS and UCD what is wrong in it. */
export class ControlReading {
  result: Contrl | null = null
  #details = 0

  take(segment: Segment): void {
    if (segment.code === UCI) this.result ??= interchangeOf(segment)
    else if (this.result) this.#take(segment, this.result)
  }

  #take(segment: Segment, result: Contrl): void {
    const message = result.messages.at(-1)
    switch (segment.code) {
      case UCF:
        if (this.#details++ < DETAILS_MAX) {
          result.groups.push({
            reference: segment.trimmed(1),
            action: segment.trimmed(4),
            error: segment.trimmed(5),
          })
        }
        return
      case UCM: {
        if (result.messages.length >= MESSAGES_MAX) return
        const error = segment.trimmed(4)
        result.messages.push({
          reference: segment.trimmed(1),
          type: segment.trimmed(2),
          action: segment.trimmed(3),
          errors: error === '' ? [] : [error],
          segments: [],
        })
        return
      }
      case UCS:
        if (!message || this.#details++ >= DETAILS_MAX) return
        message.segments.push({ position: numberAt(segment, 1), error: segment.trimmed(2), elements: [] })
        return
      case UCD: {
        if (this.#details++ >= DETAILS_MAX) return
        const component = numberAt(segment, 2, 2)
        message?.segments.at(-1)?.elements.push({
          error: segment.trimmed(1),
          // S011 counts the tag as the first.
          element: Math.max(0, numberAt(segment, 2) - 1),
          ...(component > 0 ? { component } : {}),
        })
      }
    }
  }
}

function interchangeOf(uci: Segment): Contrl {
  return {
    reference: uci.trimmed(1),
    sender: partyAt(uci, 2),
    receiver: partyAt(uci, 3),
    action: uci.trimmed(4),
    error: uci.trimmed(5),
    segment: uci.trimmed(6),
    groups: [],
    messages: [],
  }
}

export function partyAt(segment: Segment, n: number): Party {
  const [id, qualifier, internal, subInternal] = [1, 2, 3, 4].map((component) => segment.trimmed(n, component))
  return { id: id!, qualifier: qualifier!, internal: internal!, subInternal: subInternal! }
}

function numberAt(segment: Segment, n: number, component = 1): number {
  const text = segment.trimmed(n, component)
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}
