/** Whose codes: `eas` are the electronic address schemes of Peppol, which have ISO 6523 codes (ICD) among them. */
export type Standard = 'x12' | 'edifact' | 'ubl' | 'eas' | 'cxml'

/**
 * A name of ours and the code that each standard has for it. Where two names have one code, it is read as the first, and
 * writing the other one is told as a loss.
 */
export type CodeTable = Readonly<Record<string, Readonly<Partial<Record<Standard, string>>>>>

const names = new WeakMap<CodeTable, Map<string, string>>()

export function codeOf(table: CodeTable, standard: Standard, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name]![standard] : undefined
}

export function nameOf(table: CodeTable, standard: Standard, code: string): string | undefined {
  let known = names.get(table)
  if (!known) {
    known = new Map()
    for (const [name, codes] of Object.entries(table)) {
      for (const [of, each] of Object.entries(codes)) if (!known.has(`${of} ${each}`)) known.set(`${of} ${each}`, name)
    }
    names.set(table, known)
  }
  return known.get(`${standard} ${code}`)
}
