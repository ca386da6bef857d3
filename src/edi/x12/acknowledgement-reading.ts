import type { GroupAcknowledgement } from './items.ts'
import type { Segment } from './segment.ts'

/** Sets of one acknowledgement that are kept in detail; a group-level A needs none of them. */
const SETS_MAX = 100_000
const DETAILS_MAX = 1_000

/** Reads what a 997 or 999 says: AK1 names the group, AK2 to AK5 or IK5 its sets, AK9 the verdict. */
export class AcknowledgementReading {
  result: GroupAcknowledgement | null = null
  readonly #type: '997' | '999'
  #details = 0

  constructor(type: '997' | '999') {
    this.#type = type
  }

  take(segment: Segment, component: number): void {
    if (segment.tag === 'AK1') {
      const group = { type: this.#type, functionalId: segment.trimmed(1), groupNumber: segment.trimmed(2) }
      this.result ??= { ...group, code: '', included: 0, received: 0, accepted: 0, errors: [], sets: [] }
    }
    if (this.result) this.#take(segment, this.result, component)
  }

  #take(segment: Segment, result: GroupAcknowledgement, component: number): void {
    const set = result.sets.at(-1)
    const parts = (n: number) => segment.trimmed(n).split(String.fromCharCode(component))
    switch (segment.tag) {
      case 'AK2': {
        const one = { type: segment.trimmed(1), controlNumber: segment.trimmed(2), code: '', errors: [], segments: [] }
        if (result.sets.length < SETS_MAX) result.sets.push(one)
        return
      }
      case 'AK3':
      case 'IK3':
        if (!set || this.#details++ >= DETAILS_MAX) return
        set.segments.push({
          segment: segment.trimmed(1),
          position: Number(segment.trimmed(2)) || 0,
          code: segment.trimmed(4),
          elements: [],
        })
        return
      case 'AK4':
      case 'IK4': {
        if (this.#details++ >= DETAILS_MAX) return
        const [position, inComposite] = parts(1)
        set?.segments.at(-1)?.elements.push({
          position: Number(position) || 0,
          ...(inComposite ? { component: Number(inComposite) || 0 } : {}),
          code: segment.trimmed(3),
          value: segment.trimmed(4),
        })
        return
      }
      case 'CTX': {
        const [name, value] = parts(1)
        if (value && name && set) set.context ??= `${name} ${value}`
        return
      }
      case 'AK5':
      case 'IK5':
        if (set) Object.assign(set, { code: segment.trimmed(1), errors: codes(segment, 2) })
        return
      case 'AK9': {
        const [included, received, accepted] = [2, 3, 4].map((n) => Number(segment.trimmed(n)) || 0)
        Object.assign(result, { code: segment.trimmed(1), included, received, accepted, errors: codes(segment, 5) })
      }
    }
  }
}

function codes(segment: Segment, from: number): string[] {
  return Array.from({ length: 5 }, (_, i) => segment.trimmed(from + i)).filter((code) => code !== '')
}
