import { type Problem, shown } from '../problems.ts'
import { prefixesOf } from '../ubl/parts.ts'
import { XmlEvents, type XmlLimits } from '../xml/events.ts'
import { RULES } from './rules.ts'
import { TreeBuilding } from './tree.ts'

const PREFIXES = { ...prefixesOf('Invoice'), ...prefixesOf('CreditNote') }

/** What is translated is no larger either. */
const BYTES_MAX = 64 * 1024 * 1024

/** Checks a UBL invoice or credit note against the rules of ./rules.ts. It is kept as a whole for that. */
export function checkPeppol(bytes: Uint8Array, limits?: XmlLimits): Problem[] {
  if (bytes.length > BYTES_MAX) {
    const found = `${bytes.length} bytes`
    return [{ code: 'xml-limit', severity: 'error', at: '', found, expected: `${BYTES_MAX} bytes` }]
  }
  const building = new TreeBuilding()
  const events = new XmlEvents(building, { prefixes: PREFIXES, ...(limits ? { limits } : {}) })
  events.write(bytes)
  events.end()
  if (events.problem) return [events.problem]
  const invoice = building.root!
  if (invoice.name !== 'Invoice' && invoice.name !== 'CreditNote') {
    const { line, column } = invoice
    const found = shown(invoice.name)
    return [
      {
        code: 'root-unknown',
        severity: 'error',
        at: `/${invoice.name}`,
        found,
        expected: 'Invoice, CreditNote',
        line,
        column,
      },
    ]
  }
  return RULES.flatMap(({ id, severity, check }) =>
    check(invoice).map(({ at, found, expected, element }): Problem => {
      const { line, column } = element ?? invoice.first(at) ?? invoice
      return {
        code: 'rule-broken',
        severity,
        rule: id,
        at: `/${invoice.name}/${at}`,
        found: shown(found),
        expected,
        line,
        column,
      }
    }),
  )
}
