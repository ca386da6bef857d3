/** Something that one side says and the other has no place for. */
export interface Loss {
  /** In the source: segment and element, or the path of an element. */
  at?: string
  /** In the canonical document. */
  path?: string
  value: string
  /** What it has become, where it is carried in another way. */
  now?: string
  reason: string
}

/** Which place of the format a value of the canonical document came from or went to, and by which row of the tables. */
export interface Lineage {
  path: string
  at: string
  rule: string
}
