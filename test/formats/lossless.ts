import { withoutEmpty } from '../../src/formats/mapping/building.ts'
import { sameDecimal } from '../../src/formats/mapping/forms.ts'
import type { Loss } from '../../src/formats/mapping/report.ts'

/** What a document must be when it comes back from a format that said it would lose so much. */
export function lessLosses(document: object, losses: readonly Loss[]): unknown {
  const copy = structuredClone(document)
  for (const { path, now } of losses) {
    const steps = path!.split('.')
    const last = steps.pop()!
    let at = copy as Record<string, unknown>
    for (const step of steps) at = at[step] as Record<string, unknown>
    if (now === undefined || now === '') delete at[last]
    else at[last] = now
  }
  return plain(withoutEmpty(copy))
}

const LISTS = new Set([
  'references',
  'dates',
  'ids',
  'quantities',
  'amounts',
  'parties',
  'notes',
  'allowances',
  'channels',
])
const NUMBERS = /^(amount|quantity|value|percent|gross|.*(Amount|Quantity|Percent|Days|Weight))$/

/** A ship notice with its packages called by their SSCC: how they are numbered, and in which order they come, is free. */
export function packagesNamed(value: unknown): unknown {
  const document = value as { kind?: string; packages?: Record<string, unknown>[]; lines?: Record<string, unknown>[] }
  if (document.kind !== 'ship-notice') return value
  const { packages: given = [] } = document
  const names = new Map(given.map((each) => [each['number'], JSON.stringify(each['ids'])]))
  const named = (number: unknown) => (number === undefined ? 'none' : names.get(number))
  const packages = given.map((each) => ({
    ...each,
    number: named(each['number']),
    parent: named(each['parent']),
  }))
  const lines = (document.lines ?? []).map((each) => ({ ...each, package: named(each['package']) }))
  const sorted = (list: object[]) => list.map((each) => JSON.stringify(each)).sort()
  return { ...document, packages: sorted(packages), lines: sorted(lines) }
}

/** Without what may differ and means the same: the order of lists that have none, zeros behind a decimal point. */
export function plain(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((each) => plain(each))
    return LISTS.has(name) ? items.map((each) => JSON.stringify(each)).sort() : items
  }
  if (typeof value === 'string') return NUMBERS.test(name) ? shortest(value) : value
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner, key)] as const)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}

function shortest(value: string): string {
  const short = value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
  return value.includes('.') && sameDecimal(short, value) ? short : value
}
