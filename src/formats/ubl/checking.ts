import { isoDate, plainDecimal } from '../mapping/forms.ts'
import { shown } from '../problems.ts'
import { ElementChecking, type Vocabulary, type Wrong } from '../xml/element-checking.ts'
import { childrenOf, UBL_DOCUMENTS } from './elements.ts'

const UBL: Vocabulary = {
  roots: UBL_DOCUMENTS,
  // Basic elements have no children, and a document none of its own kind.
  childrenOf: (name) => (name.startsWith('cbc:') ? undefined : childrenOf(name.replace(/^cac:/, ''))),
  ordered: true,
  isValue: (name) => name.startsWith('cbc:'),
  wrong: ({ name, text, attributes }) => (name.startsWith('cbc:') ? wrongIn(name, text, attributes) : NONE),
}

/** Checks a UBL document while its elements pass, by the tables of elements.ts and the types that UBL prescribes. */
export class UblChecking extends ElementChecking {
  constructor() {
    super(UBL)
  }
}

const NONE: Wrong[] = []

function wrongIn(name: string, text: string, attributes: Readonly<Record<string, string>>): Wrong[] {
  const kind = kindOf(name)
  if (!kind) return NONE
  const [ending, expected, isRight] = kind
  const wrong: Wrong[] = []
  if (!isRight(text)) wrong.push({ code: 'element-value', found: shown(text), expected })
  if (ending === 'Amount' && !/^[A-Z]{3}$/.test(attributes['currencyID'] ?? '')) {
    wrong.push({ code: 'attribute-missing', attribute: 'currencyID', expected: 'a currency of ISO 4217' })
  }
  if (ending === 'Measure' && !attributes['unitCode']) {
    wrong.push({ code: 'attribute-missing', attribute: 'unitCode', expected: 'a unit' })
  }
  return wrong
}

type Kind = [ending: string, expected: string, isRight: (text: string) => boolean]

/** By name, as far as the standard's own go: what partners invent has no bound. */
const known = new Map<string, Kind | null>()
const KNOWN_MAX = 2_000

function kindOf(name: string): Kind | null {
  const found = known.get(name)
  if (found !== undefined) return found
  const kind = KINDS.find(([ending]) => name.endsWith(ending)) ?? null
  if (known.size < KNOWN_MAX) known.set(name, kind)
  return kind
}

const isNumber = (text: string) => plainDecimal(text) !== undefined
/** Types by the endings that the naming rules of UBL prescribe. */
const KINDS: Kind[] = [
  ['Amount', 'a decimal number', isNumber],
  ['Quantity', 'a decimal number', isNumber],
  ['Measure', 'a decimal number', isNumber],
  ['Percent', 'a decimal number', isNumber],
  ['Numeric', 'a decimal number', isNumber],
  ['Rate', 'a decimal number', isNumber],
  ['Indicator', 'true or false', (text) => /^(true|false|1|0)$/.test(text)],
  ['Date', 'a date such as 2026-05-17', (text) => isoDate.read([text.replace(/(Z|[+-]\d\d:\d\d)$/, '')]) !== undefined],
  ['Time', 'a time such as 09:30:00', (text) => /^\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(text)],
]
