/** What not everybody may see who may see a document. */
export const sensitiveClasses = ['bank', 'price', 'person', 'text'] as const

export type SensitiveClass = (typeof sensitiveClasses)[number]

/** Stands for a value that is not shown: always the same, with signs that X12 cannot hold. */
export const MASK = '‹hidden›'

type Positions = Record<number, SensitiveClass>

const each = (of: SensitiveClass, ...positions: number[]): Positions =>
  Object.fromEntries(positions.map((position) => [position, of]))

/** Elements by segment. Names and places of organizations (N1 to N4) are no persons: partners know each other by them. */
const ELEMENTS: Record<string, Positions> = {
  BPR: { ...each('price', 2), ...each('bank', 7, 9, 13, 15) },
  PO1: each('price', 4),
  IT1: each('price', 4),
  SLN: each('price', 6),
  CTP: each('price', 3, 6, 8),
  AMT: each('price', 2, 4),
  TDS: each('price', 1, 2, 3, 4),
  SAC: { ...each('price', 5, 6, 7, 8, 11), ...each('text', 15) },
  TXI: each('price', 2, 3, 8),
  ITD: { ...each('price', 3, 8, 10, 11), ...each('text', 12) },
  RMR: each('price', 4, 5, 6),
  ADX: each('price', 1),
  PAM: each('price', 5, 8),
  CUR: each('price', 3),
  PER: each('person', 2, 4, 6, 8, 9),
  DMG: each('person', 2, 3, 4, 5, 6),
  // Free text: nobody can say what stands in it.
  MSG: each('text', 1),
  NTE: each('text', 2),
  PID: each('text', 5),
  MTX: each('text', 2, 3),
  K1: each('text', 1, 2),
  K3: each('text', 1, 2),
  PKG: each('text', 5),
  REF: each('text', 3),
  N9: each('text', 3),
}

/** A reference is an account at a bank where its qualifier says so: X12 element 128. */
const ACCOUNT_QUALIFIERS = new Set(['11', '12', '14', '01', '02'])
const BANK_REFERENCES = new Set(['REF', 'N9'])

/** The class of an element; null: everybody may see it who may see the document. `elements` are those behind the tag. */
export function classOfElement(tag: string, position: number, elements: readonly string[]): SensitiveClass | null {
  if (BANK_REFERENCES.has(tag) && position > 1 && ACCOUNT_QUALIFIERS.has(elements[0] ?? '')) return 'bank'
  // NM102 is 1: the name of a person, and by NM109 what they are known by.
  if (tag === 'NM1' && elements[1] === '1' && position >= 3 && position !== 8) return 'person'
  return ELEMENTS[tag]?.[position] ?? null
}

/** Names of fields in JSON, as the words that they are made of say: unitPrice, bank_account, contact. */
const FIELDS: [RegExp, SensitiveClass][] = [
  [/iban|^bic$|swift|bank|^account(number|no|id)?$|routingnumber|sortcode/, 'bank'],
  [/price|amount|^total$|total(net|gross|tax|due)|subtotal|discount|surcharge|^cost$|cost(s|price)/, 'price'],
  [/^(notes?|comments?|remarks?|text|memo)$|description|freetext|(note|comment)text|instructions?$/, 'text'],
  [/contact|^e?mail$|email|phone|^fax$|firstname|lastname|givenname|familyname|birth|^person$/, 'person'],
]

export function classOfField(name: string): SensitiveClass | null {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return FIELDS.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}
