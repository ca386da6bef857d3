/** Codes for one piece, which nobody tells apart. */
const PIECES = new Set(['EA', 'C62', 'PCE', 'H87', 'NAR'])

const plain = (unit: string) => (PIECES.has(unit) ? 'EA' : unit.replace(/^x12:/, ''))

/** Where one of the two says none, it is taken to mean the other's. */
export function isSameUnit(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || plain(one) === plain(other)
}
