/** A use of a segment, or a loop that its first segment opens, in the order of the standard's table. */
export type Use =
  | { tag: string; mandatory: boolean; max: number }
  | { tag: string; mandatory: boolean; max: number; loop: Use[] }

/** `M`: mandatory; `O` in X12, `C` in EDIFACT: not so; `max` 0 stands for ">1": any number. */
export type Requirement = 'M' | 'O' | 'C'

export const use = (tag: string, requirement: Requirement, max = 1): Use => ({
  tag,
  mandatory: requirement === 'M',
  max,
})

/** A loop of X12, a segment group of EDIFACT; its first segment opens each repeat. */
export const loop = (tag: string, requirement: Requirement, max: number, content: Use[]): Use => ({
  tag,
  mandatory: requirement === 'M',
  max,
  loop: [use(tag, 'M'), ...content],
})
