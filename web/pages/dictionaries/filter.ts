/** Which version of a dictionary is shown, and what it is compared with; without one the newest and the one before. */
export interface DictionaryView {
  version?: number
  with?: number
}

const counted = (value: unknown) => (Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined)

/** Of an address as somebody may have typed it: what makes no sense is left out. */
export function dictionaryView({ version, with: other }: Record<string, unknown>): DictionaryView {
  const [shown, compared] = [counted(version), counted(other)]
  return { ...(shown === undefined ? {} : { version: shown }), ...(compared === undefined ? {} : { with: compared }) }
}
