import { ITEM_IDS, PARTY_IDS } from '../codes/identifiers.ts'
import { CHANNEL_KINDS, CONTACT_FUNCTIONS, PARTY_ROLES } from '../codes/parties.ts'
import {
  ALLOWANCE_KINDS,
  DATE_ROLES,
  NOTE_SUBJECTS,
  REFERENCE_TYPES,
  TAX_TYPES,
  TRANSPORT_MODES,
} from '../codes/qualifiers.ts'
import { x12Unit } from '../codes/units.ts'
import {
  code,
  date8,
  dateAndTime,
  decimal,
  implied,
  ownCode,
  strictCode,
  text,
  unless,
  words,
} from '../mapping/forms.ts'
import type { PairsRule, SegmentRule } from '../mapping/segment-rules.ts'

export const n2 = implied(2)

/** Product ids as pairs of qualifier (235) and number (234) from an element on. */
export function itemIds(first: number, count: number): PairsRule {
  return {
    list: 'ids',
    names: ['scheme', 'value'],
    code: String(first),
    value: String(first + 1),
    form: code(ITEM_IDS, 'x12'),
    valueForm: text(48),
    step: 2,
    count,
  }
}

const channels: PairsRule = {
  list: 'channels',
  names: ['kind', 'value'],
  code: '3',
  value: '4',
  form: code(CHANNEL_KINDS, 'x12'),
  valueForm: text(80),
  step: 2,
  count: 3,
}

export const contact: SegmentRule = {
  tag: 'PER',
  each: 'contacts',
  fields: [
    ['1', 'function', code(CONTACT_FUNCTIONS, 'x12')],
    ['2', 'name', words(60)],
  ],
  pairs: [channels],
}

/** N1 and what follows it. */
export const party: SegmentRule = {
  tag: 'N1',
  each: 'parties',
  fields: [
    ['1', 'role', code(PARTY_ROLES, 'x12'), 'needed'],
    ['2', 'name', words(60)],
  ],
  pairs: [
    {
      list: 'ids',
      names: ['scheme', 'value'],
      code: '3',
      value: '4',
      form: code(PARTY_IDS, 'x12'),
      valueForm: text(80),
      step: 2,
      count: 1,
    },
  ],
  rules: [
    { tag: 'N2', fields: [['1', 'additionalName', words(60)]] },
    {
      tag: 'N3',
      fields: [
        ['1', 'address.street', words(55)],
        ['2', 'address.additionalStreet', words(55)],
      ],
    },
    {
      tag: 'N4',
      fields: [
        ['1', 'address.city', words(30)],
        ['2', 'address.region', text(2)],
        ['3', 'address.postalCode', text(15)],
        ['4', 'address.country', text(3)],
      ],
    },
    { tag: 'REF', when: { 1: 'VX' }, fields: [['2', 'vatNumber', text(30)]] },
    contact,
  ],
}

export const currency: SegmentRule = { tag: 'CUR', always: { 1: 'BY' }, fields: [['2', 'currency', text(3)]] }

export const reference: SegmentRule = {
  tag: 'REF',
  each: 'references',
  fields: [
    ['1', 'type', code(REFERENCE_TYPES, 'x12'), 'needed'],
    ['2', 'value', text(30), 'needed'],
  ],
}

export const dated: SegmentRule = {
  tag: 'DTM',
  each: 'dates',
  fields: [
    ['1', 'role', code(DATE_ROLES, 'x12'), 'needed'],
    [['2', '3'], 'value', dateAndTime, 'needed'],
  ],
}

/** NTE, where the set has it. */
export const note: SegmentRule = {
  tag: 'NTE',
  each: 'notes',
  always: { 1: 'GEN' },
  fields: [
    ['1', 'subject', unless(['GEN'], code(NOTE_SUBJECTS, 'x12'))],
    ['2', 'text', words(80), 'needed'],
  ],
}

/** N9 with its MSG: `L1` are letters or notes (128). */
export const message: SegmentRule = {
  tag: 'N9',
  when: { 1: 'L1' },
  always: { 2: 'NOTE' },
  rules: [{ tag: 'MSG', each: 'notes', fields: [['1', 'text', words(264), 'needed']] }],
}

export const description: SegmentRule = {
  tag: 'PID',
  when: { 1: 'F' },
  fields: [['5', 'description', words(80)]],
}

/** ITD: terms of sale. */
export const terms: SegmentRule = {
  tag: 'ITD',
  fields: [
    ['3', 'terms.discountPercent', decimal],
    ['4', 'terms.discountDate', date8],
    ['5', 'terms.discountDays', decimal],
    ['6', 'terms.dueDate', date8],
    ['7', 'terms.netDays', decimal],
    ['12', 'terms.text', words(80)],
  ],
}

export const carrier: SegmentRule = {
  tag: 'TD5',
  fields: [
    ['2', 'transport.carrier.scheme', code(PARTY_IDS, 'x12')],
    ['3', 'transport.carrier.value', text(80)],
    ['4', 'transport.mode', code(TRANSPORT_MODES, 'x12')],
    ['5', 'transport.routing', words(35)],
  ],
}

/** TD1: what the shipment is packed in and weighs. */
export const packing: SegmentRule = {
  tag: 'TD1',
  fields: [
    ['1', 'transport.packaging', text(5)],
    ['2', 'transport.packages', decimal],
    ['7', 'transport.grossWeight', decimal],
    ['8', 'transport.weightUnit', x12Unit],
  ],
  always: { 6: 'G' },
}

export const tax: SegmentRule = {
  tag: 'TXI',
  each: 'taxes',
  fields: [
    ['1', 'type', code(TAX_TYPES, 'x12'), 'needed'],
    ['2', 'taxAmount', decimal],
    ['3', 'percent', decimal],
    ['6', 'category', ownCode('x12')],
    ['8', 'taxableAmount', decimal],
  ],
}

/** SAC: 05 is N2. */
export const allowance: SegmentRule = {
  tag: 'SAC',
  each: 'allowances',
  fields: [
    ['1', 'kind', strictCode(ALLOWANCE_KINDS, 'x12'), 'needed'],
    ['2', 'code', ownCode('x12')],
    ['5', 'amount', n2],
    ['7', 'percent', decimal],
    ['15', 'reason', words(80)],
  ],
}

/** Quantity, unit, price and its basis (639) of a line, from an element on. */
export function priced(first: number): NonNullable<SegmentRule['fields']> {
  return [
    [String(first), 'quantity', decimal],
    [String(first + 1), 'unit', x12Unit],
    [String(first + 2), 'price.amount', decimal],
    [String(first + 3), 'price.basisCode', ownCode('x12')],
  ]
}

export const lineCount: SegmentRule = { tag: 'CTT', must: true, count: { 1: 'lines' } }
