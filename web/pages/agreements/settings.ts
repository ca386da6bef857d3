/** What an agreement says, as typed; undefined: no JSON object yet. */
export function readSettings(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** How a field looks in which settings are typed. */
export const SETTINGS_STYLE = {
  autosize: true,
  minRows: 8,
  maxRows: 20,
  spellCheck: false,
  styles: { input: { fontFamily: 'var(--mantine-font-family-monospace)', direction: 'ltr' as const } },
}
