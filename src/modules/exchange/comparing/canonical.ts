import { HEADER_BYTES, headerOf } from '../../../edi/edifact/header.ts'
import { segmentsOf as edifactSegments } from '../../../edi/edifact/segments.ts'
import { ISA_BYTES, readIsa } from '../../../edi/x12/isa.ts'
import { x12Text } from '../../../edi/x12/text.ts'
import { checkCanonical } from '../../../formats/canonical/checking.ts'
import type { CanonicalDocument } from '../../../formats/canonical/documents.ts'
import { readCxml } from '../../../formats/cxml/reading.ts'
import { edifactViews } from '../../../formats/edifact/views.ts'
import type { SegmentView } from '../../../formats/mapping/segment-rules.ts'
import { MESSAGES } from '../../../formats/messages.ts'
import { FORMATS, type Source } from '../../../formats/translate.ts'
import { readUbl } from '../../../formats/ubl/reading.ts'
import { isXml } from '../standards/envelope.ts'

/** What a document's set or message is called. */
export interface Named {
  standard: string
  type: string
  version: string
}

/** The name that translation has for it: x12:810, edifact:INVOIC:D96A, ubl:Invoice; null: it knows none. */
export function formatOf({ standard, type, version }: Named): string | null {
  const name = standard === 'edifact' ? `edifact:${type}:${version.replace('.', '')}` : `${standard}:${type}`
  return Object.hasOwn(FORMATS, name) ? name : null
}

/** The kind of business document that it usually is; null: nobody knows. */
export function kindOf(named: Named): string | null {
  const format = formatOf(named)
  return format === null ? null : FORMATS[format]!.kinds[0]!
}

/** How many bytes of an interchange say which characters separate. */
export const HEAD_BYTES = Math.max(ISA_BYTES, HEADER_BYTES)

/** A document in the canonical form; `head` is the beginning of its interchange. Null: it cannot be read as one. */
export function canonicalOf(named: Named, head: Uint8Array, bytes: Uint8Array): CanonicalDocument | null {
  const name = formatOf(named)
  if (isXml(named.standard)) return name === null ? null : canonicalXml(named.standard, bytes)
  const segments = name === null ? null : viewsOf(named.standard, head, bytes)
  if (name === null || segments === null) return null
  const reading = MESSAGES[name]!.reading()
  for (const segment of segments) reading.segment(segment)
  return checkCanonical(reading.end().document).document
}

function canonicalXml(standard: string, bytes: Uint8Array): CanonicalDocument | null {
  const { read } = standard === 'ubl' ? readUbl(bytes) : readCxml(bytes)
  return read && checkCanonical(read.document).document
}

/** As translation reads it; null: the beginning of its interchange cannot be read. */
export function sourceIn(standard: string, head: Uint8Array, bytes: Uint8Array): Source | null {
  if (isXml(standard)) return { bytes }
  const segments = viewsOf(standard, head, bytes)
  return segments && { segments }
}

function viewsOf(standard: string, head: Uint8Array, bytes: Uint8Array): Iterable<SegmentView> | null {
  if (standard === 'edifact') {
    const unb = headerOf(head)
    return unb && edifactViews(edifactSegments(bytes, unb))
  }
  const { isa } = readIsa(head.subarray(0, ISA_BYTES), 0)
  return isa && x12Views(bytes, isa.delimiters)
}

function* x12Views(
  bytes: Uint8Array,
  of: { element: number; component: number; terminator: number },
): Generator<SegmentView> {
  const [element, component, terminator] = [of.element, of.component, of.terminator].map((one) =>
    String.fromCharCode(one),
  )
  for (const text of x12Text(bytes).split(terminator!)) {
    const [tag = '', ...values] = text.replace(/^[\r\n]+/, '').split(element!)
    if (tag === '') continue
    const valueAt = (n: number) => (values[n - 1] ?? '').trimEnd()
    yield {
      tag,
      count: values.length,
      element: valueAt,
      component: (n, c) => valueAt(n).split(component!)[c - 1] ?? '',
      components: (n) => valueAt(n).split(component!),
    }
  }
}
