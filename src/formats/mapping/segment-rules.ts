import type { Form } from './forms.ts'

/** A segment as the reader of an interchange shows it: text already decoded and unescaped, '' where there is none. */
export interface SegmentView {
  tag: string
  /** The nth element, from 1. */
  element(n: number): string
  /** The cth component of the nth element, both from 1. Where an element has one only, that is the element. */
  component(n: number, c: number): string
  /** All components of the nth element: one, where it has no others. */
  components(n: number): readonly string[]
  /** The repeats of the nth element behind the first, each its components, where there are any (ISO 9735:1998 part 1, repetition separator). */
  repeats?(n: number): readonly (readonly string[])[]
  /** Elements behind the tag, where it is known. */
  readonly count?: number
}

/** A segment to be written: its tag, then elements, and components where an element has several. */
export type SegmentWritten = [tag: string, ...elements: (string | string[])[]]

/** An element, or a component of one: `3`, `1.2`. */
export type Place = string

/**
 * A value of the canonical document: where it stands, its path from the part at hand (or with `/` from the document), its form.
 * What is needed makes the segment; what is only read is written elsewhere.
 */
export type FieldRule = readonly [place: Place | readonly Place[], path: string, form: Form, need?: 'needed' | 'read']

/** Pairs of code and value that repeat inside a segment, such as product ids. */
export interface PairsRule {
  list: string
  /** Names of the two inside the list's items. */
  names: readonly [code: 'scheme' | 'kind' | 'type', value: 'value']
  code: Place
  value: Place
  form: Form
  valueForm: Form
  /** A value without its code is not written here: it would be read as one of the code that always stands there. */
  coded?: boolean
  /** How many elements on the next pair stands. */
  step: number
  count: number
}

/** Elements of a segment that make up one item of a list: BIG03 and BIG04 are a reference to an order. */
export interface PartRule {
  each: string
  of: Readonly<Record<string, string>>
  fields: readonly FieldRule[]
}

/**
 * A segment and what it says. Rules stand in the order of the message; the same table is read and written by. Those under
 * `rules` follow their segment and speak of its part of the document: a segment group or loop.
 */
export interface SegmentRule {
  tag: string
  /** The list whose items these segments are: one segment, or group, each. */
  each?: string
  /** Items of the list that are meant; a list of values is read as the first, and writing another is told. */
  of?: Readonly<Record<string, string | readonly string[]>>
  /** Places that say so which segment is meant; the first value is written. */
  when?: Readonly<Record<Place, string | readonly string[]>>
  /** Places that are written so and may say what they want when read: they hold nothing of the document. */
  always?: Readonly<Record<Place, string>>
  /** Places that count the items of a list of the document: `CTT01`. */
  count?: Readonly<Record<Place, string>>
  fields?: readonly FieldRule[]
  pairs?: readonly PairsRule[]
  parts?: readonly PartRule[]
  rules?: readonly SegmentRule[]
  /** At most so many. */
  max?: number
  /** Written also where it would be empty. */
  must?: boolean
  /** Written again as long as something remains for it. */
  again?: boolean
  /** The part of the document that this segment is about is found by somebody else: see ../x12/shipping.ts. */
  level?: string
}

/** How one message or transaction set stands for one or several kinds of canonical documents. */
export interface MessageTable {
  name: string
  standard: 'x12' | 'edifact'
  /** The first is what a message is that does not say which. */
  kinds: readonly [string, ...string[]]
  rules: readonly SegmentRule[]
}

/** Segments of the envelope, which whoever writes the interchange adds. */
export const ENVELOPE = new Set(['ST', 'SE', 'UNH', 'UNT'])

const places = new Map<Place, readonly [number, number]>()

/** `1.2` as two numbers; the component is 0 where the whole element is meant. */
export function placeOf(place: Place): readonly [number, number] {
  let found = places.get(place)
  if (!found) {
    const [element = '', component = '0'] = place.split('.')
    found = [Number(element), Number(component)]
    places.set(place, found)
  }
  return found
}

/** The place so many elements further on. */
export function further(place: Place, elements: number): Place {
  const [element, component] = placeOf(place)
  return component === 0 ? String(element + elements) : `${element + elements}.${component}`
}
