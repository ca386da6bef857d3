import type { Form } from '../mapping/forms.ts'

/**
 * A text of the canonical document as the text of an element or the value of an attribute. An element is not written without
 * an attribute that is needed and says what the format has no word for.
 */
export type TextRule = readonly [path: string, form: Form, need?: 'needed']

/** An attribute that is one item of a list: ItemOut@requestedDeliveryDate is a date of the line. */
export interface AttributePart {
  attribute: string
  each: string
  of: Readonly<Record<string, string>>
  text: TextRule
}

/**
 * An element and what it says; the same table is read and written by. Rules stand in the order of the schema, and what is
 * under `rules` lies inside the element.
 */
export interface ElementRule {
  /** With the prefix that `prefixes` of the table gives its namespace. */
  name: string
  /** The list whose items these elements are. */
  each?: string
  /** Items of the list that are meant; a list of values is read as the first, and writing another is told. */
  of?: Readonly<Record<string, string | readonly string[]>>
  text?: TextRule
  /** Text that is written so, and may say what it wants when read. */
  constant?: string
  attributes?: Readonly<Record<string, TextRule>>
  parts?: readonly AttributePart[]
  /** Attributes that say so which element is meant; the first value is written. */
  when?: Readonly<Record<string, string | readonly string[]>>
  /** Attributes that are written so and may say what they want when read. */
  always?: Readonly<Record<string, string>>
  rules?: readonly ElementRule[]
  /** Written with its constants wherever the element around it is. */
  fixed?: boolean
  /** Another element speaks of the same item: what both say belongs together. */
  shared?: boolean
  /** It belongs to the envelope: passed over when read, with all that is in it. */
  passed?: boolean
  /** At most so many. */
  max?: number
  /** Written also where it would be empty. */
  must?: boolean
}

/** How one XML document stands for a canonical one. */
export interface ElementTable {
  name: string
  kind: string
  root: ElementRule
  /** Prefix of a namespace, with its colon; '' for the one of the root. */
  prefixes: Readonly<Record<string, string>>
  /** What stands before the root when it is written. */
  prologue?: string
}
