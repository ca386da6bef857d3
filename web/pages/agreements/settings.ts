/** What an agreement says, as typed; undefined: no JSON object yet. */
export function readSettings(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isRecord(read) ? read : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is said at a place such as `retry.attemptsMax`; undefined: nothing. */
export function saidAt(settings: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), settings)
}

/** The same with this said there; undefined: no longer. What then says nothing is left out. */
export function saying(settings: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [name = '', ...further] = path.split('.')
  const { [name]: before, ...rest } = settings
  const inside = isRecord(before) ? before : {}
  const after = further.length === 0 ? value : saying(inside, further.join('.'), value)
  const nothing = after === undefined || (further.length > 0 && Object.keys(after as object).length === 0)
  return nothing ? rest : { ...settings, [name]: after }
}

/** How a field looks in which settings are typed. */
export const SETTINGS_STYLE = {
  autosize: true,
  minRows: 8,
  maxRows: 20,
  spellCheck: false,
  styles: { input: { fontFamily: 'var(--mantine-font-family-monospace)', direction: 'ltr' as const } },
}
