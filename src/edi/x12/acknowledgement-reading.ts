import type { GroupAcknowledgement } from './items.ts'
import type { Segment } from './segment.ts'

/** Sets of one acknowledgement that are kept in detail; a group-level A needs none of them. */
const SETS_MAX = 100_000
const DETAILS_MAX = 1_000

/** Reads what a 997 says: AK1 names the group, AK2–AK5 its sets, AK9 the verdict. */
export class AcknowledgementReading {
  result: GroupAcknowledgement | null = null
  #details = 0

  take(segment: Segment, component: number): void {
    if (segment.tag === 'AK1') {
      const group = { functionalId: segment.trimmed(1), groupNumber: segment.trimmed(2) }
      this.result ??= { ...group, code: '', included: 0, received: 0, accepted: 0, errors: [], sets: [] }
    }
    if (!this.result) return
    const set = this.result.sets.at(-1)
    if (segment.tag === 'AK2') {
      const one = { type: segment.trimmed(1), controlNumber: segment.trimmed(2), code: '', errors: [], segments: [] }
      if (this.result.sets.length < SETS_MAX) this.result.sets.push(one)
    } else if (segment.tag === 'AK3' && set && this.#details++ < DETAILS_MAX) {
      set.segments.push({
        segment: segment.trimmed(1),
        position: Number(segment.trimmed(2)),
        code: segment.trimmed(4),
        elements: [],
      })
    } else if (segment.tag === 'AK4' && this.#details++ < DETAILS_MAX) {
      const [element] = segment.trimmed(1).split(String.fromCharCode(component))
      set?.segments
        .at(-1)
        ?.elements.push({ position: Number(element), code: segment.trimmed(3), value: segment.trimmed(4) })
    } else if (segment.tag === 'AK5' && set) {
      set.code = segment.trimmed(1)
      set.errors = codes(segment, 2)
    } else if (segment.tag === 'AK9') {
      const [included, received, accepted] = [2, 3, 4].map((n) => Number(segment.trimmed(n)) || 0)
      Object.assign(this.result, { code: segment.trimmed(1), included, received, accepted, errors: codes(segment, 5) })
    }
  }
}

function codes(segment: Segment, from: number): string[] {
  return Array.from({ length: 5 }, (_, i) => segment.trimmed(from + i)).filter((code) => code !== '')
}
