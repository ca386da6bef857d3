import { joined, type Target } from './building.ts'
import type { Lineage, Loss } from './report.ts'
import {
  type FieldRule,
  further,
  type MessageTable,
  type PairsRule,
  type Place,
  placeOf,
  type SegmentRule,
  type SegmentWritten,
} from './segment-rules.ts'
import { Taking } from './taking.ts'

export interface Written {
  /** What lies between ST and SE, or UNH and UNT. */
  segments: SegmentWritten[]
  losses: Loss[]
  /** Empty where it was not wanted. */
  lineage: Lineage[]
}

export interface WritingWishes {
  /** False: nobody will ask where the values come from. */
  lineage?: boolean | undefined
}

/** A segment while it is put together, and what of the document it takes along if it is written. */
interface Draft {
  segment: SegmentWritten
  takes: (() => void)[]
  /** How many values of the document are in it, and where each is from, if that is wanted. */
  says: number
  origins: [path: string, place: Place][]
}

/** Writes a canonical document as the segments of a message. */
export function writeSegments(table: MessageTable, document: object, wishes?: WritingWishes): Written {
  const writing = new SegmentWriting(table, document, wishes)
  writing.rules(table.rules, writing.taking.root)
  return writing.end()
}

export class SegmentWriting {
  readonly taking: Taking
  readonly #table: MessageTable
  readonly #hasLineage: boolean
  #drafts: Draft[] = []

  constructor(table: MessageTable, document: object, { lineage = true }: WritingWishes = {}) {
    this.#table = table
    this.#hasLineage = lineage
    this.taking = new Taking(document, table.name)
  }

  rules(rules: readonly SegmentRule[], target: Target): void {
    for (const rule of rules) {
      if (rule.each) this.#each(rule, target)
      else this.write(rule, target)
    }
  }

  #each(rule: SegmentRule, target: Target): void {
    let left = rule.max ?? Number.POSITIVE_INFINITY
    for (const item of this.taking.meant(target, rule.each!, rule.of)) {
      if (left === 0) break
      if (!this.write(rule, item)) continue
      left--
      this.taking.claim(item)
      this.taking.takeMeant(item, rule.of)
    }
  }

  /** A segment that holds nothing of the document itself, such as an HL. */
  plain(segment: SegmentWritten): void {
    this.#drafts.push({ segment, takes: [], says: 0, origins: [] })
  }

  /** Writes the segment with what follows it, if there is something to say. */
  write(rule: SegmentRule, target: Target): boolean {
    const draft = this.draft(rule, target)
    if (!draft) return false
    const before = this.#drafts
    this.#drafts = []
    for (const take of draft.takes.splice(0)) take()
    this.rules(rule.rules ?? [], target)
    const inner = this.#drafts
    this.#drafts = before
    if (draft.says === 0 && inner.length === 0 && !rule.must) return false
    this.#drafts.push(draft)
    // Not all at once: a group may hold more segments than a call may have arguments.
    for (const each of inner) this.#drafts.push(each)
    if (rule.again && draft.says > 0) this.write(rule, target)
    return true
  }

  /** The segment with its own elements; undefined where one that it needs is not there. */
  draft(rule: SegmentRule, target: Target): Draft | undefined {
    const draft: Draft = { segment: [rule.tag], takes: [], says: 0, origins: [] }
    for (const [place, values] of Object.entries(rule.when ?? {})) {
      put(draft.segment, place, typeof values === 'string' ? values : values[0]!)
    }
    for (const [place, value] of Object.entries(rule.always ?? {})) put(draft.segment, place, value)
    for (const [place, list] of Object.entries(rule.count ?? {})) {
      const items = this.taking.root.item[list]
      put(draft.segment, place, String(Array.isArray(items) ? items.length : 0))
    }
    const free = new Set(Object.keys(rule.always ?? {}))
    // Before the fields: where both want one place, as BAK03, the reference has it.
    for (const part of rule.parts ?? []) {
      const [item] = this.taking.meant(target, part.each, part.of)
      const before = draft.says
      if (!item || !this.#fields(part.fields, item, { draft, free }) || draft.says === before) continue
      draft.takes.push(() => {
        this.taking.claim(item)
        this.taking.takeMeant(item, part.of)
      })
    }
    if (!this.#fields(rule.fields ?? [], target, { draft, free })) return undefined
    for (const pairs of rule.pairs ?? []) this.#pairs(pairs, target, draft)
    return draft
  }

  /** False where one is missing that the segment needs. */
  #fields(fields: readonly FieldRule[], target: Target, { draft, free }: { draft: Draft; free: Set<Place> }): boolean {
    for (const [place, path, form, need] of fields) {
      if (need === 'read') continue
      const texts = this.taking.written(target, path, form)
      if (texts === undefined) {
        if (need === 'needed') return false
        continue
      }
      const at = typeof place === 'string' ? [place] : place
      const stands = textIn(draft.segment, at[0]!)
      if (stands !== '' && stands !== texts[0] && !free.has(at[0]!)) {
        // Both are read from this place: it becomes the other.
        draft.takes.push(() => this.taking.takeAs(target, path, form.read([stands]) ?? stands))
        continue
      }
      free.delete(at[0]!)
      for (const [n, each] of at.entries()) if (texts[n]) put(draft.segment, each, texts[n])
      draft.takes.push(() => this.taking.take(target, path, form))
      for (const each of path.startsWith('/') ? [] : path.split('+')) {
        if (this.taking.value(target, each) !== undefined) this.#say(draft, target, [each, at[0]!])
      }
    }
    return true
  }

  #pairs(pairs: PairsRule, target: Target, draft: Draft): void {
    let n = 0
    const [codeName, valueName] = pairs.names
    for (const item of this.taking.items(target, pairs.list)) {
      if (n === pairs.count) return
      const value = this.taking.written(item, valueName, pairs.valueForm)
      const known = this.taking.value(item, codeName) !== undefined
      const code = this.taking.written(item, codeName, pairs.form)
      // X12 has no value without its qualifier (P conditions); EDIFACT has.
      const needsCode = known || pairs.coded || this.#table.standard === 'x12'
      if (value === undefined || (code === undefined && needsCode)) continue
      const at = further(pairs.value, n * pairs.step)
      if (code) put(draft.segment, further(pairs.code, n * pairs.step), code[0]!)
      put(draft.segment, at, value[0]!)
      n++
      draft.takes.push(() => {
        this.taking.claim(item)
        if (code) this.taking.take(item, codeName, pairs.form)
        this.taking.take(item, valueName, pairs.valueForm)
      })
      this.#say(draft, item, [valueName, at])
      if (code) this.#say(draft, item, [codeName, further(pairs.code, (n - 1) * pairs.step)])
    }
  }

  #say(draft: Draft, target: Target, [path, place]: [path: string, place: Place]): void {
    draft.says++
    if (this.#hasLineage) draft.origins.push([joined(target.path, path), place])
  }

  end(): Written {
    const lineage: Lineage[] = []
    for (const [n, { segment, origins }] of this.#drafts.entries()) {
      for (const [path, place] of origins) {
        const [element, component] = placeOf(place)
        const at = `${segment[0]}[${n + 1}]/${String(element).padStart(2, '0')}${component === 0 ? '' : `:${component}`}`
        lineage.push({ path, at, rule: `${this.#table.name} ${segment[0]}/${place}` })
      }
    }
    return { segments: this.#drafts.map(({ segment }) => segment), losses: this.taking.losses(), lineage }
  }
}

/** Puts a text at its place and empty ones before it. */
function put(segment: SegmentWritten, place: Place, text: string): void {
  const [element, component] = placeOf(place)
  while (segment.length <= element) segment.push('')
  const found = segment[element]!
  if (component < 2 && typeof found === 'string') {
    segment[element] = text
    return
  }
  const parts = typeof found === 'string' ? [found] : found
  while (parts.length < Math.max(component, 1)) parts.push('')
  parts[Math.max(component, 1) - 1] = text
  segment[element] = parts
}

function textIn(segment: SegmentWritten, place: Place): string {
  const [element, component] = placeOf(place)
  const found = segment[element] ?? ''
  return typeof found === 'string' ? (component < 2 ? found : '') : (found[Math.max(component, 1) - 1] ?? '')
}
