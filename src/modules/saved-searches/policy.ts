interface Asker {
  organization: string | null
  scopes: readonly string[]
}

interface Kept {
  organization: string | null
  owner: string
  shared: boolean
}

/** One's own, and what is shared within one's organization; the grid's people are one of their own. `name` is the asker's. */
export function maySeeSearch(asker: Asker, name: string, { organization, owner, shared }: Kept): boolean {
  return organization === asker.organization && (owner === name || shared)
}

/** Whose it is. */
export function mayChangeSearch(name: string, { owner }: Kept): boolean {
  return owner === name
}

/** Also who manages the people: somebody who left may have shared it. */
export function mayDeleteSearch(asker: Asker, name: string, search: Kept): boolean {
  if (mayChangeSearch(name, search)) return true
  const manages = asker.scopes.includes('people:write') || asker.scopes.includes('*')
  return manages && maySeeSearch(asker, name, search)
}
