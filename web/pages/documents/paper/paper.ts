/** What a business document says, taken from its segments: the same for all four types, each with what it has. */
export interface Paper {
  facts: Fact[]
  parties: Party[]
  lines: Line[]
  totals: Fact[]
  notes: string[]
}

/** `name` is a key of the dictionary, or a code of one of its lists where `list` says which. */
export interface Fact {
  name: string
  list?: 'dates' | 'references'
  value: string
  as: 'text' | 'date' | 'amount' | 'number'
}

export interface Party {
  role: string
  name: string
  identifier: string
  lines: string[]
}

export interface Line {
  key: number
  number: string
  products: { kind: string; value: string }[]
  descriptions: string[]
  quantity: string
  unit: string
  price: string
  /** Quantity times price, exactly; empty where one of them is missing. */
  amount: string
  answers: { code: string; quantity: string; unit: string }[]
}

interface Segment {
  position: number
  tag: string
  elements: { value: string }[]
}

export const PAPER_TYPES = new Set(['850', '855', '856', '810'])

export function paperOf(segments: Segment[]): Paper {
  const paper: Paper = { facts: [], parties: [], lines: [], totals: [], notes: [] }
  for (const segment of segments) {
    const element = (place: number) => segment.elements[place - 1]?.value.trim() ?? ''
    READERS[segment.tag]?.(paper, element, segment)
  }
  return paper
}

type Read = (paper: Paper, element: (place: number) => string, segment: Segment) => void

const line: Read = ({ lines }, element, { position, elements }) => {
  const [quantity, price] = [element(2), element(4)]
  lines.push({
    ...{ key: position, number: element(1), quantity, unit: element(3), price, amount: times(quantity, price) },
    ...{ products: pairs(elements, 6), descriptions: [], answers: [] },
  })
}

const READERS: Record<string, Read> = {
  BEG({ facts }, element) {
    facts.push(text('order', element(3)), date('date', element(5)))
  },
  BAK({ facts }, element) {
    facts.push(text('order', element(3)), date('date', element(4)))
  },
  BIG({ facts }, element) {
    facts.push(
      text('invoice', element(2)),
      date('date', element(1)),
      text('order', element(4)),
      date('orderDate', element(3)),
    )
  },
  BSN({ facts }, element) {
    facts.push(text('shipment', element(2)), date('date', element(3)))
  },
  PRF({ facts }, element) {
    facts.push(text('order', element(1)))
  },
  CUR({ facts }, element) {
    facts.push(text('currency', element(2)))
  },
  REF({ facts }, element) {
    facts.push({ ...text(element(1), element(2) || element(3)), list: 'references' })
  },
  DTM({ facts }, element) {
    facts.push({ ...date(element(1), element(2)), list: 'dates' })
  },
  TD1({ facts }, element) {
    facts.push({ ...text('packages', element(2)), as: 'number' })
  },
  TD5({ facts }, element) {
    facts.push(text('carrier', element(5) || element(3)))
  },
  N1({ parties }, element) {
    parties.push({ role: element(1), name: element(2), identifier: element(4), lines: [] })
  },
  N2: ({ parties }, element) => parties.at(-1)?.lines.push(...[element(1), element(2)].filter(Boolean)),
  N3: ({ parties }, element) => parties.at(-1)?.lines.push(...[element(1), element(2)].filter(Boolean)),
  N4: ({ parties }, element) =>
    parties.at(-1)?.lines.push([element(3), element(1), element(2), element(4)].filter(Boolean).join(' ')),
  PO1: line,
  IT1: line,
  LIN({ lines }, element, { position, elements }) {
    const empty = { quantity: '', unit: '', price: '', amount: '', descriptions: [], answers: [] }
    lines.push({ ...empty, key: position, number: element(1), products: pairs(elements, 2) })
  },
  SN1({ lines }, element) {
    const last = lines.at(-1)
    if (last) Object.assign(last, { quantity: element(2), unit: element(3) })
  },
  PID: ({ lines }, element) => lines.at(-1)?.descriptions.push(element(5)),
  ACK: ({ lines }, element) => lines.at(-1)?.answers.push({ code: element(1), quantity: element(2), unit: element(3) }),
  TDS({ totals }, element) {
    totals.push({ name: 'total', value: hundredths(element(1)), as: 'amount' })
  },
  AMT({ totals }, element) {
    totals.push({ name: 'amount', value: element(2), as: 'amount' })
  },
  CTT({ totals }, element) {
    totals.push({ name: 'lineCount', value: element(1), as: 'number' })
  },
  MSG: ({ notes }, element) => notes.push(element(1)),
  NTE: ({ notes }, element) => notes.push(element(2)),
}

const text = (name: string, value: string): Fact => ({ name, value, as: 'text' })
const date = (name: string, value: string): Fact => ({ name, value, as: 'date' })

/** Qualifier and value, one pair after the other from this element on. */
function pairs(elements: Segment['elements'], from: number): Line['products'] {
  const found: Line['products'] = []
  for (let at = from - 1; at + 1 < elements.length; at += 2) {
    const [kind, value] = [elements[at]!.value.trim(), elements[at + 1]!.value.trim()]
    if (value !== '') found.push({ kind, value })
  }
  return found
}

const DECIMAL = /^(-?)(\d*)\.?(\d*)$/

/** Without binary fractions, which make 0.1 times 3 something else than 0.3. */
export function times(a: string, b: string): string {
  const [x, y] = [DECIMAL.exec(a), DECIMAL.exec(b)]
  if (!x || !y || a === '' || b === '') return ''
  const places = x[3]!.length + y[3]!.length
  const product = BigInt(x[2]! + x[3]! || '0') * BigInt(y[2]! + y[3]! || '0')
  const digits = product.toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const sign = x[1] !== y[1] && product !== 0n ? '-' : ''
  return sign + whole + (places > 0 ? `.${digits.slice(digits.length - places)}` : '')
}

/** N2: two decimals that are not written. What is no number stays as it is. */
function hundredths(value: string): string {
  if (!/^-?\d+$/.test(value)) return value
  const digits = value.replace('-', '').padStart(3, '0')
  return `${value.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
