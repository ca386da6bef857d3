import { isoDate, plainDecimal } from '../mapping/forms.ts'
import { type Problem, shown } from '../problems.ts'
import type { ElementEvent, ElementListener } from '../xml/events.ts'
import { type Child, childrenOf, UBL_DOCUMENTS } from './elements.ts'

interface Open {
  path: string
  local: string
  line: number
  column: number
  text: string
  children: ReadonlyMap<string, Child> | undefined
  counts: Map<string, number>
  /** The last child in the order of the schema. */
  last: Child | undefined
  attributes: ElementEvent['attributes']
  isBasic: boolean
}

const PROBLEMS_MAX = 200

/**
 * Checks a UBL document while its elements pass: their order, how often they are there, their types. It keeps what is open
 * and nothing else, so a document may have any size. Elements that the tables do not know are told as warnings.
 */
export class UblChecking implements ElementListener {
  readonly problems: Problem[] = []
  readonly #open: Open[] = []

  open(element: ElementEvent): void {
    const around = this.#open.at(-1)
    const local = element.name.replace(/^\w+:/, '')
    const path = `${around?.path ?? ''}/${element.name}`
    const opened: Open = {
      path,
      local,
      line: element.line,
      column: element.column,
      text: '',
      children: undefined,
      counts: new Map(),
      last: undefined,
      attributes: element.attributes,
      isBasic: element.name.startsWith('cbc:'),
    }
    this.#open.push(opened)
    if (!around) {
      const isKnown = (UBL_DOCUMENTS as readonly string[]).includes(element.name)
      if (!isKnown)
        this.#tell(opened, 'root-unknown', { found: shown(element.name), expected: UBL_DOCUMENTS.join(', ') })
      opened.children = isKnown ? childrenOf(local) : undefined
      return
    }
    if (around.children) this.#place(around, opened, element.name)
    if (element.name.startsWith('cac:')) opened.children = childrenOf(local)
  }

  text(text: string): void {
    const open = this.#open.at(-1)
    if (open?.isBasic && open.text.length < VALUE_MAX) open.text += text
  }

  close(): void {
    const open = this.#open.pop()!
    if (open.isBasic) this.#value(open)
    for (const child of open.children?.values() ?? []) {
      if (!child.needed || open.counts.has(child.name)) continue
      this.#tell({ ...open, path: `${open.path}/${child.name}` }, 'element-missing', {
        expected: `${child.name} in ${open.local}`,
      })
    }
  }

  #place(around: Open, opened: Open, name: string): void {
    const child = around.children!.get(name)
    if (!child) {
      const expected = [...around.children!.values()].slice((around.last?.at ?? -1) + 1, (around.last?.at ?? -1) + 6)
      const said = expected.map((each) => each.name).join(', ')
      this.#tell(opened, 'element-unknown', { found: name, expected: said === '' ? 'nothing more' : said }, 'warning')
      return
    }
    const count = (around.counts.get(name) ?? 0) + 1
    around.counts.set(name, count)
    if (around.last && child.at < around.last.at) this.#tell(opened, 'element-order', { found: around.last.name })
    else around.last = child
    if (count === 2 && !child.repeats) this.#tell(opened, 'element-repeated', { expected: 'once' })
  }

  #value(open: Open): void {
    const text = open.text.trim()
    const kind = KINDS.find(([ending]) => open.local.endsWith(ending))
    if (!kind) return
    const [ending, expected, isRight] = kind
    if (!isRight(text)) this.#tell(open, 'element-value', { found: shown(text), expected })
    if (ending === 'Amount' && !/^[A-Z]{3}$/.test(open.attributes['currencyID'] ?? '')) {
      this.#tell({ ...open, path: `${open.path}/@currencyID` }, 'attribute-missing', {
        expected: 'a currency of ISO 4217',
      })
    }
    if (ending === 'Measure' && !open.attributes['unitCode']) {
      this.#tell({ ...open, path: `${open.path}/@unitCode` }, 'attribute-missing', { expected: 'a unit' })
    }
  }

  #tell(open: Open, code: Problem['code'], more: Partial<Problem>, severity: Problem['severity'] = 'error'): void {
    if (this.problems.length === PROBLEMS_MAX) return
    this.problems.push({ code, severity, at: open.path, line: open.line, column: open.column, ...more })
  }
}

/** More than any number, date or code has. */
const VALUE_MAX = 200

const isNumber = (text: string) => plainDecimal(text) !== undefined
/** Types by the endings that the naming rules of UBL prescribe. */
const KINDS: [ending: string, expected: string, isRight: (text: string) => boolean][] = [
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
