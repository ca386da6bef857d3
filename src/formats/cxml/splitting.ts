import type { ElementEvent, ElementListener } from '../xml/events.ts'

/** What holds items, and the items: a portion of a shipment, an order of an invoice. */
const HOLDERS: Readonly<Record<string, string>> = {
  ShipNoticePortion: 'ShipNoticeItem',
  InvoiceDetailOrder: 'InvoiceDetailItem',
}

type Told = (listener: ElementListener) => void

/**
 * Tells a listener of a holder for each of its items: the order that it names belongs to every one of them. What stands
 * before the first item is repeated; a holder without items is told as what it holds.
 */
export class Splitting implements ElementListener {
  readonly #listener: ElementListener
  #holder: ElementEvent | undefined
  #before: Told[] = []
  /** Elements open inside the holder. */
  #depth = 0
  #inItem = false
  #items = 0

  constructor(listener: ElementListener) {
    this.#listener = listener
  }

  open(element: ElementEvent): void {
    if (!this.#holder) {
      if (!Object.hasOwn(HOLDERS, element.name)) {
        this.#listener.open(element)
        return
      }
      this.#holder = element
      this.#before = []
      this.#items = 0
      this.#depth = 0
      return
    }
    if (this.#depth++ === 0 && element.name === HOLDERS[this.#holder.name]) {
      this.#inItem = true
      this.#items++
      this.#listener.open(this.#holder)
      for (const tell of this.#before) tell(this.#listener)
    }
    this.#tell((listener) => listener.open(element))
  }

  text(text: string): void {
    if (!this.#holder) this.#listener.text(text)
    else if (this.#depth > 0) this.#tell((listener) => listener.text(text))
  }

  close(): void {
    if (!this.#holder) {
      this.#listener.close()
      return
    }
    if (this.#depth === 0) {
      this.#holder = undefined
      if (this.#items === 0) for (const tell of this.#before) tell(this.#listener)
      return
    }
    this.#tell((listener) => listener.close())
    if (--this.#depth > 0 || !this.#inItem) return
    this.#inItem = false
    this.#listener.close()
  }

  #tell(tell: Told): void {
    if (this.#inItem || this.#items > 0) tell(this.#listener)
    else this.#before.push(tell)
  }
}
