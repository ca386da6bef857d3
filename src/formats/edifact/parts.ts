import { ITEM_IDS, PARTY_IDS } from '../codes/identifiers.ts'
import { CHANNEL_KINDS, CONTACT_FUNCTIONS, PARTY_ROLES } from '../codes/parties.ts'
import {
  ALLOWANCE_KINDS,
  AMOUNT_ROLES,
  DATE_ROLES,
  NOTE_SUBJECTS,
  QUANTITY_ROLES,
  REFERENCE_TYPES,
  TAX_TYPES,
  TRANSPORT_MODES,
} from '../codes/qualifiers.ts'
import { unit } from '../codes/units.ts'
import {
  code,
  date8,
  decimal,
  except,
  type Form,
  only,
  ownCode,
  qualifiedDate,
  split,
  strictCode,
  text,
  unless,
  words,
} from '../mapping/forms.ts'
import type { SegmentRule } from '../mapping/segment-rules.ts'

/** The directories that tables are made for: D.01B has wider texts than D.96A. */
export type Directory = 'D96A' | 'D01B'

const WIDTHS = {
  D96A: { free: 70, item: 35, number: 35, reference: 35 },
  D01B: { free: 512, item: 256, number: 35, reference: 70 },
} satisfies Record<Directory, Record<string, number>>

/** BGM: `also` says what 1001 and 1225 mean in the message at hand. */
export function beginning(also: NonNullable<SegmentRule['fields']>, always: SegmentRule['always'] = {}): SegmentRule {
  return { tag: 'BGM', must: true, always, fields: [['2.1', 'number', text(35)], ...also] }
}

export const issued: SegmentRule = {
  tag: 'DTM',
  when: { 1.1: '137' },
  fields: [[['1.2', '1.3'], 'date+time', qualifiedDate]],
}

export const dated: SegmentRule = {
  tag: 'DTM',
  each: 'dates',
  fields: [
    ['1.1', 'role', code(DATE_ROLES, 'edifact'), 'needed'],
    [['1.2', '1.3'], 'value', qualifiedDate, 'needed'],
  ],
}

/** FTX: 4451 is mandatory, AAI (general) stands where nothing is said. */
export function note(directory: Directory): SegmentRule {
  const { free } = WIDTHS[directory]
  return {
    tag: 'FTX',
    each: 'notes',
    always: { 1: 'AAI' },
    fields: [
      ['1', 'subject', unless(['AAI'], code(NOTE_SUBJECTS, 'edifact'))],
      [['4.1', '4.2', '4.3', '4.4', '4.5'], 'text', split(free, 5), 'needed'],
    ],
  }
}

/** RFF alone, where no date may follow it. */
export function plainReference(directory: Directory): SegmentRule {
  return {
    tag: 'RFF',
    each: 'references',
    fields: [
      ['1.1', 'type', code(REFERENCE_TYPES, 'edifact'), 'needed'],
      ['1.2', 'value', text(WIDTHS[directory].reference), 'needed'],
      ['1.3', 'line', text(6)],
    ],
  }
}

/** RFF with the date of what it names (DTM+171). */
export function reference(directory: Directory): SegmentRule {
  return {
    ...plainReference(directory),
    rules: [{ tag: 'DTM', when: { 1.1: '171' }, fields: [[['1.2', '1.3'], 'date', day]] }],
  }
}

/** C507 that says a day: a time beside it is not part of it. */
const day: Form = {
  ...date8,
  read: ([value = '', format = '']) => (format === '102' ? date8.read([value]) : undefined),
  write: (value) => [value.replaceAll('-', ''), '102'],
}

/** NAD alone. */
export const plainParty: SegmentRule = {
  tag: 'NAD',
  each: 'parties',
  fields: [
    ['1', 'role', code(PARTY_ROLES, 'edifact'), 'needed'],
    [['4.1', '4.2'], 'name', split(35, 2)],
    [['4.3', '4.4', '4.5'], 'additionalName', split(35, 3)],
    [['5.1', '5.2'], 'address.street', split(35, 2)],
    ['5.3', 'address.additionalStreet', words(35)],
    ['6', 'address.city', words(35)],
    ['7.1', 'address.region', text(9)],
    ['8', 'address.postalCode', text(9)],
    ['9', 'address.country', text(3)],
  ],
  pairs: [
    {
      list: 'ids',
      names: ['scheme', 'value'],
      code: '2.3',
      value: '2.1',
      form: code(PARTY_IDS, 'edifact'),
      valueForm: text(35),
      step: 20,
      count: 1,
    },
  ],
}

export const contact: SegmentRule = {
  tag: 'CTA',
  each: 'contacts',
  fields: [
    ['1', 'function', code(CONTACT_FUNCTIONS, 'edifact')],
    ['2.2', 'name', words(35)],
  ],
  rules: [
    {
      tag: 'COM',
      each: 'channels',
      fields: [
        ['1.2', 'kind', code(CHANNEL_KINDS, 'edifact'), 'needed'],
        ['1.1', 'value', text(512), 'needed'],
      ],
    },
  ],
}

export const party: SegmentRule = {
  ...plainParty,
  rules: [{ tag: 'RFF', when: { 1.1: 'VA' }, fields: [['1.2', 'vatNumber', text(35)]] }, contact],
}

/** CUX with 6347 = 2, the reference currency; 6343: of invoices 4, of orders 9, of prices 10, of payments 11. */
export function currency(kind: '4' | '9' | '10' | '11'): SegmentRule {
  return { tag: 'CUX', when: { 1.1: '2' }, always: { 1.3: kind }, fields: [['1.2', 'currency', text(3)]] }
}

/** C112: so many days (D) after (3) the date of the invoice (5). */
const daysAfterInvoice: Form = {
  read: ([, , type = '', count = '']) => (type === 'D' && /^\d{1,3}$/.test(count) ? count : undefined),
  write: (value) => (/^\d{1,3}$/.test(value) ? ['5', '3', 'D', value] : undefined),
  expected: 'a number of days',
}
/** C110: 4277, a code that nothing here has, is mandatory beside the text, so the text is read and never written. */
const besideCode: Form = {
  ...split(35, 2),
  write: () => undefined,
  expected: 'a text beside its code (4277) only',
}
const C112 = ['3.1', '3.2', '3.3', '3.4'] as const

export const terms: readonly SegmentRule[] = [
  {
    tag: 'PAT',
    when: { 1: '22' },
    fields: [[C112, 'terms.discountDays', daysAfterInvoice]],
    rules: [
      { tag: 'DTM', when: { 1.1: '12' }, fields: [[['1.2', '1.3'], 'terms.discountDate', day]] },
      { tag: 'PCD', when: { 1.1: '12' }, fields: [['1.2', 'terms.discountPercent', decimal]] },
    ],
  },
  {
    tag: 'PAT',
    when: { 1: ['1', '3'] },
    fields: [
      [['2.4', '2.5'], 'terms.text', besideCode],
      [C112, 'terms.netDays', daysAfterInvoice],
    ],
    rules: [{ tag: 'DTM', when: { 1.1: '13' }, fields: [[['1.2', '1.3'], 'terms.dueDate', day]] }],
  },
]

export const carrier: SegmentRule = {
  tag: 'TDT',
  when: { 1: '20' },
  fields: [
    ['3.1', 'transport.mode', code(TRANSPORT_MODES, 'edifact')],
    ['5.1', 'transport.carrier.value', text(17)],
    ['5.3', 'transport.carrier.scheme', code(PARTY_IDS, 'edifact')],
    ['5.4', 'transport.carrierName', words(35)],
  ],
}

export const deliveryTerms: SegmentRule = {
  tag: 'TOD',
  fields: [['3.1', 'deliveryTerms.code', text(3)]],
  rules: [{ tag: 'LOC', when: { 1: '1' }, fields: [['2.4', 'deliveryTerms.place', words(70)]] }],
}

/** MOA of one kind; its currency, where it is said, is that of the document. */
export function money(qualifier: string, path: string): SegmentRule {
  return {
    tag: 'MOA',
    when: { 1.1: qualifier },
    fields: [
      ['1.2', path, decimal],
      ['1.3', '/currency', text(3), 'read'],
    ],
  }
}

export const tax: SegmentRule = {
  tag: 'TAX',
  when: { 1: '7' },
  each: 'taxes',
  fields: [
    ['2.1', 'type', code(TAX_TYPES, 'edifact'), 'needed'],
    ['5.4', 'percent', decimal],
    ['6', 'category', text(3)],
  ],
  rules: [money('125', 'taxableAmount'), money('124', 'taxAmount')],
}

export const allowance: SegmentRule = {
  tag: 'ALC',
  each: 'allowances',
  fields: [
    ['1', 'kind', strictCode(ALLOWANCE_KINDS, 'edifact'), 'needed'],
    ['5.1', 'code', ownCode('edifact')],
    [['5.4', '5.5'], 'reason', split(35, 2)],
  ],
  rules: [
    { tag: 'PCD', when: { 1.1: '3' }, fields: [['1.2', 'percent', decimal]] },
    money('8', 'amount'),
    money('25', 'baseAmount'),
    {
      tag: 'TAX',
      when: { 1: '7' },
      fields: [
        ['2.1', 'tax.type', code(TAX_TYPES, 'edifact')],
        ['5.4', 'tax.percent', decimal],
        ['6', 'tax.category', text(3)],
      ],
    },
  ],
}

const itemId = code(ITEM_IDS, 'edifact')

/** LIN: a GTIN stands in it, other numbers in the PIA behind it. `also` says what 1229 means. */
export function item(also: NonNullable<SegmentRule['fields']> = []): Pick<SegmentRule, 'fields' | 'pairs'> {
  return {
    fields: [['1', 'number', text(6)], ...also],
    pairs: [
      {
        list: 'ids',
        names: ['scheme', 'value'],
        code: '3.2',
        value: '3.1',
        form: only(itemId, 'gtin', 'gtin-13', 'gtin-12', 'gtin-14'),
        valueForm: text(35),
        step: 20,
        count: 1,
      },
    ],
  }
}

/** PIA with 4347 = 5 (product identification) or 1 (additional): which of them is not kept. */
export const furtherIds: SegmentRule = {
  tag: 'PIA',
  always: { 1: '5' },
  again: true,
  pairs: [
    {
      list: 'ids',
      names: ['scheme', 'value'],
      code: '2.2',
      value: '2.1',
      form: itemId,
      valueForm: text(35),
      step: 1,
      count: 5,
    },
  ],
}

export function description(directory: Directory): SegmentRule {
  return {
    tag: 'IMD',
    always: { 1: 'F' },
    fields: [[['3.4', '3.5'], 'description', split(WIDTHS[directory].item, 2)]],
  }
}

/** QTY of the line itself by its qualifier, then all others. */
export function quantities(qualifier: string, role: string): readonly SegmentRule[] {
  return [
    {
      tag: 'QTY',
      when: { 1.1: qualifier },
      fields: [
        ['1.2', 'quantity', decimal],
        ['1.3', 'unit', unit],
      ],
    },
    furtherQuantities(role),
  ]
}

/** All that have a role of their own; `but` is that of the line itself. */
export function furtherQuantities(...but: string[]): SegmentRule {
  return { each: 'quantities', ...quantityOf(...but) }
}

/** QTY of the quantity at hand. */
export function quantityOf(...but: string[]): SegmentRule {
  return {
    tag: 'QTY',
    fields: [
      ['1.1', 'role', except(code(QUANTITY_ROLES, 'edifact'), ...but), 'needed'],
      ['1.2', 'value', decimal, 'needed'],
      ['1.3', 'unit', unit],
    ],
  }
}

/** PRI+AAA is net, PRI+AAB gross; 5284 and 6411 say what the price stands for. */
export const prices: readonly SegmentRule[] = [
  {
    tag: 'PRI',
    when: { 1.1: 'AAA' },
    fields: [
      ['1.2', 'price.amount', decimal],
      ['1.5', 'price.basisQuantity', decimal],
      ['1.6', 'price.basisUnit', unit],
    ],
  },
  { tag: 'PRI', when: { 1.1: 'AAB' }, fields: [['1.2', 'price.gross', decimal]] },
]

/** Amounts of a line by their role. */
export const furtherAmounts: SegmentRule = {
  tag: 'MOA',
  each: 'amounts',
  fields: [
    ['1.1', 'role', code(AMOUNT_ROLES, 'edifact'), 'needed'],
    ['1.2', 'value', decimal, 'needed'],
  ],
}

export const lineAmounts: readonly SegmentRule[] = [money('203', 'amount'), furtherAmounts]

/** UNS+S parts details from summary. */
export const summary: SegmentRule = { tag: 'UNS', must: true, always: { 1: 'S' } }
/** CNT+2: the number of lines. */
export const lineCount: SegmentRule = { tag: 'CNT', must: true, always: { 1.1: '2' }, count: { 1.2: 'lines' } }
