import type { Segment } from '../../edi/edifact/segment.ts'
import type { SegmentView } from '../mapping/segment-rules.ts'

/** Segments as a reading of messages looks at them, each until the next is asked for. */
export function* edifactViews(segments: Iterable<Segment>): Generator<SegmentView> {
  for (const one of segments) {
    const { tag, count, service } = one
    const view: SegmentView = {
      tag,
      count,
      element: (n) => one.value(n),
      component: (n, c) => one.value(n, c),
      components: (n) => one.occurrences(n)[0] ?? [],
    }
    yield service.repetition === null ? view : { ...view, repeats: (n) => one.occurrences(n).slice(1) }
  }
}
