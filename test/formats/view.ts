import type { SegmentView, SegmentWritten } from '../../src/formats/mapping/segment-rules.ts'

/** Segments as a reader of interchanges would show them. */
export function view([tag, ...elements]: SegmentWritten): SegmentView {
  const parts = (n: number): string[] => {
    const found = elements[n - 1] ?? ''
    return typeof found === 'string' ? [found] : found
  }
  return {
    tag,
    element: (n) => parts(n).join(':'),
    component: (n, c) => parts(n)[c - 1] ?? '',
    components: parts,
    count: elements.length,
  }
}
