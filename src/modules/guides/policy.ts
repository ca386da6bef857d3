interface Asker {
  organization: string | null
  scopes: readonly string[]
}

/** A guide is the grid's: partners ask its people for one. */
export function mayAddGuides({ organization, scopes }: Asker): boolean {
  return organization === null && (scopes.includes('partners:write') || scopes.includes('*'))
}
