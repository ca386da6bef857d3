import type { Read, ReadingWishes } from '../mapping/segment-reading.ts'
import type { Problem } from '../problems.ts'
import { ElementReading } from '../xml/element-reading.ts'
import { type ElementEvent, type ElementListener, XmlEvents, type XmlLimits } from '../xml/events.ts'
import type { ElementTable } from '../xml/rules.ts'
import { ublCatalogue } from './catalogue.ts'
import { UblChecking } from './checking.ts'
import { UBL_DOCUMENTS, type UblDocument } from './elements.ts'
import { ublCreditNote, ublInvoice } from './invoices.ts'
import { ublOrder, ublOrderChange, ublOrderResponse } from './orders.ts'
import { prefixesOf } from './parts.ts'
import { ublRemittanceAdvice } from './remittance.ts'
import { ublApplicationResponse } from './responses.ts'
import { ublDespatchAdvice, ublReceiptAdvice } from './shipping.ts'

export const UBL_TABLES = {
  Order: ublOrder,
  OrderResponse: ublOrderResponse,
  OrderChange: ublOrderChange,
  DespatchAdvice: ublDespatchAdvice,
  ReceiptAdvice: ublReceiptAdvice,
  Invoice: ublInvoice,
  CreditNote: ublCreditNote,
  RemittanceAdvice: ublRemittanceAdvice,
  Catalogue: ublCatalogue,
  ApplicationResponse: ublApplicationResponse,
} satisfies Record<UblDocument, ElementTable>

const PREFIXES: Record<string, string> = Object.assign({}, ...UBL_DOCUMENTS.map(prefixesOf))

/**
 * Reads and checks a UBL document as its pieces come. Which one it is, its root says. One that is only checked may have any
 * size: nothing of it is kept.
 */
export class UblReading implements ElementListener {
  readonly #events: XmlEvents
  readonly #checking = new UblChecking()
  #reading: ElementReading | undefined
  #isFirst = true
  readonly #onlyChecked: boolean
  readonly #lineage: boolean | undefined

  constructor({
    limits,
    onlyChecked = false,
    lineage,
  }: { limits?: XmlLimits; onlyChecked?: boolean } & ReadingWishes = {}) {
    this.#onlyChecked = onlyChecked
    this.#lineage = lineage
    this.#events = new XmlEvents(this, { prefixes: PREFIXES, ...(limits ? { limits } : {}) })
  }

  write(bytes: Uint8Array): void {
    this.#events.write(bytes)
  }

  /** What was read, or null where it is no UBL document that can be read, or only checked; and everything that is wrong with it. */
  end(): { read: Read | null; problems: Problem[] } {
    this.#events.end()
    const { problem } = this.#events
    const problems = problem ? [...this.#checking.problems, problem] : this.#checking.problems
    return { read: problem || !this.#reading ? null : this.#reading.end(), problems }
  }

  open(element: ElementEvent): void {
    if (this.#isFirst && !this.#onlyChecked && Object.hasOwn(UBL_TABLES, element.name)) {
      this.#reading = new ElementReading(UBL_TABLES[element.name as UblDocument], { lineage: this.#lineage })
    }
    this.#isFirst = false
    this.#checking.open(element)
    this.#reading?.open(element)
  }

  text(text: string): void {
    this.#checking.text(text)
    this.#reading?.text(text)
  }

  close(): void {
    this.#checking.close()
    this.#reading?.close()
  }
}

/** A document that is all there. */
export function readUbl(
  bytes: Uint8Array,
  { lineage }: ReadingWishes = {},
): { read: Read | null; problems: Problem[] } {
  const reading = new UblReading({ lineage })
  reading.write(bytes)
  return reading.end()
}

const PIECE = 1_048_576

/** Everything that is wrong with a document that was written. */
export function checkUbl(xml: string): Problem[] {
  const reading = new UblReading({ onlyChecked: true })
  const encoder = new TextEncoder()
  for (let at = 0; at < xml.length; ) {
    let to = Math.min(at + PIECE, xml.length)
    // Not between the two halves of a character.
    if (to < xml.length && /[\ud800-\udbff]/.test(xml[to - 1]!)) to++
    reading.write(encoder.encode(xml.slice(at, to)))
    at = to
  }
  return reading.end().problems
}
