import { PURPOSES } from '../codes/documents.ts'
import { PACKAGE_IDS } from '../codes/identifiers.ts'
import { x12Unit } from '../codes/units.ts'
import { type Item, joined, type Target } from '../mapping/building.ts'
import { code, date8, dateAndTime, decimal, text } from '../mapping/forms.ts'
import { Packages } from '../mapping/packages.ts'
import type { FieldRule, MessageTable, SegmentRule } from '../mapping/segment-rules.ts'
import { SegmentWriting, type WritingWishes, type Written } from '../mapping/segment-writing.ts'
import { carrier, dated, description, itemIds, lineCount, packing, party, reference } from './parts.ts'

const HL = { 1: '', 2: '', 4: '' }

const shipment: SegmentRule = {
  tag: 'HL',
  level: 'S',
  when: { 3: 'S' },
  always: HL,
  rules: [packing, carrier, reference, dated, party],
}
const prf: readonly FieldRule[] = [
  ['1', 'value', text(22)],
  ['4', 'date', date8],
  ['5', 'line', text(20)],
]
const order: SegmentRule = {
  tag: 'HL',
  level: 'O',
  when: { 3: 'O' },
  always: HL,
  rules: [
    {
      tag: 'PRF',
      fields: prf,
    },
  ],
}
const pack: SegmentRule = {
  tag: 'HL',
  level: 'P',
  when: { 3: ['P', 'T'] },
  always: HL,
  rules: [
    {
      tag: 'MAN',
      each: 'ids',
      fields: [
        ['1', 'scheme', code(PACKAGE_IDS, 'x12'), 'needed'],
        ['2', 'value', text(48), 'needed'],
      ],
    },
  ],
}
const item: SegmentRule = {
  tag: 'HL',
  level: 'I',
  when: { 3: 'I' },
  always: HL,
  rules: [
    { tag: 'LIN', fields: [['1', 'number', text(20)]], pairs: [itemIds(2, 15)] },
    {
      tag: 'SN1',
      fields: [
        ['2', 'quantity', decimal],
        ['3', 'unit', x12Unit],
      ],
      parts: [
        {
          each: 'quantities',
          of: { role: 'ordered' },
          fields: [
            ['5', 'value', decimal, 'needed'],
            ['6', 'unit', x12Unit],
          ],
        },
      ],
    },
    description,
    reference,
    dated,
  ],
}

const beginning: SegmentRule = {
  tag: 'BSN',
  must: true,
  always: { 5: '0001' },
  fields: [
    ['1', 'purpose', code(PURPOSES, 'x12')],
    ['2', 'number', text(30)],
    [['3', '4'], 'date+time', dateAndTime],
  ],
}

/** 856 Ship Notice/Manifest ↔ ship notice; ./shipping.ts knows its hierarchy. */
export const x12ShipNotice: MessageTable = {
  name: '856',
  standard: 'x12',
  kinds: ['ship-notice'],
  rules: [beginning, dated, shipment, order, pack, item, lineCount],
}

/** Shipment, then each order with its packages and their items (structure 0001). */
export function writeShipNotice(document: object, wishes?: WritingWishes): Written {
  return new ShipmentWriting(document, wishes).written()
}

class ShipmentWriting extends SegmentWriting {
  #count = 0
  readonly #items: Target[]
  readonly #packages: Packages
  /** All that hold any line: the others are written where what they lie in is. */
  readonly #filled: Set<Target>
  readonly #tops: Set<Target>
  readonly #written = new Set<Target>()

  constructor(document: object, wishes?: WritingWishes) {
    super(x12ShipNotice, document, wishes)
    this.#items = this.taking.items(this.taking.root, 'lines')
    this.#packages = new Packages(this.taking, this.#items)
    this.#tops = new Set(this.#packages.tops())
    this.#filled = this.#packages.holding(this.#items)
  }

  written(): Written {
    this.write(beginning, this.taking.root)
    const top = this.#level('', 'S')
    this.rules(shipment.rules!, this.taking.root)
    const orders = Map.groupBy(this.#items, (line) => JSON.stringify(this.#orderOf(line)?.item ?? null))
    for (const lines of orders.values()) this.#order(lines, top)
    for (const each of this.#tops) {
      if (!this.#written.has(each)) this.#pack(each, { lines: new Set(), held: new Set(), parent: top, depth: 1 })
    }
    this.plain(['CTT', String(this.#count)])
    return this.end()
  }

  #level(parent: string, kind: string): string {
    const id = String(++this.#count)
    this.plain(['HL', id, parent, kind])
    return id
  }

  #orderOf(line: Target): Target | undefined {
    return this.taking.items(line, 'references').find(({ item: found }) => found['type'] === 'order' && found['value'])
  }

  #order(lines: Target[], top: string): void {
    let parent = top
    const reference = this.#orderOf(lines[0]!)
    if (reference) {
      parent = this.#level(top, 'O')
      this.rules(order.rules!, reference)
      for (const line of lines) this.#takeOrder(this.#orderOf(line)!)
    }
    const held = this.#packages.holding(lines)
    const own = new Set(lines)
    for (const each of held) if (this.#tops.has(each)) this.#pack(each, { lines: own, held, parent, depth: 1 })
    for (const line of lines) if (!this.#packages.of(line)) this.#item(line, parent)
  }

  /** All lines of an order have the same reference: it is written once for them. */
  #takeOrder(reference: Target): void {
    this.taking.claim(reference)
    this.taking.take(reference, 'type')
    for (const [, path, form] of prf) {
      if (this.taking.written(reference, path, form)) this.taking.take(reference, path, form)
    }
  }

  /** A package with those of an order's lines that lie in it, and the packages that hold some of them. */
  #pack(
    outer: Target,
    { lines, held, parent, depth }: { lines: Set<Target>; held: Set<Target>; parent: string; depth: number },
  ): void {
    const isAgain = this.#written.has(outer)
    this.#written.add(outer)
    const { number, type } = outer.item as Item & { number: string; type?: string }
    const id = this.#level(parent, type === 'tare' ? 'T' : 'P')
    if (type === 'tare') this.taking.take(outer, 'type')
    this.taking.take(outer, 'number')
    if (isAgain) this.taking.change(joined(outer.path, 'number'), number, 'two packages, one for each order')
    this.rules(pack.rules!, outer)
    for (const each of this.#packages.inside(outer, depth)) {
      const isEmpty = !this.#written.has(each) && !this.#filled.has(each)
      if (!isEmpty && !held.has(each)) continue // it comes with the order of its lines
      this.taking.take(each, 'parent')
      this.#pack(each, { lines, held, parent: id, depth: depth + 1 })
    }
    for (const line of this.#packages.linesIn(outer)) {
      if (!lines.has(line)) continue
      this.taking.take(line, 'package')
      this.#item(line, id)
    }
  }

  #item(line: Target, parent: string): void {
    this.#level(parent, 'I')
    this.rules(item.rules!, line)
  }
}
