interface Wanted {
  from: Date | null
  until: Date | null
}

interface Found {
  valid_from: Date
}

/**
 * Which row of the grid an entry of the text speaks of: one of the same key that begins when the entry says, or, where it says
 * nothing, the first that no other entry claims.
 */
export function matched<W extends Wanted, F extends Found>(
  wanted: W[],
  found: F[],
  keyOf: (one: W | F) => string,
): { pairs: { at: number; form: W; found: F | undefined }[]; unnamed: F[] } {
  const free = Map.groupBy(found, keyOf)
  const pairs = wanted.map((form, at) => ({ at, form, found: undefined as F | undefined }))
  const claim = (pair: (typeof pairs)[number], fits: (row: F) => boolean) => {
    const rows = free.get(keyOf(pair.form)) ?? []
    const at = rows.findIndex(fits)
    if (at >= 0) [pair.found] = rows.splice(at, 1)
  }
  for (const pair of pairs) {
    const { from } = pair.form
    if (from) claim(pair, (row) => Number(row.valid_from) === Number(from))
  }
  for (const pair of pairs) if (!pair.form.from) claim(pair, () => true)
  return { pairs, unnamed: [...free.values()].flat() }
}
