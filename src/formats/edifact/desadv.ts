import { PURPOSES } from '../codes/documents.ts'
import { PACKAGE_IDS } from '../codes/identifiers.ts'
import { unit } from '../codes/units.ts'
import type { Building, Target } from '../mapping/building.ts'
import { code, decimal, text } from '../mapping/forms.ts'
import { Packages } from '../mapping/packages.ts'
import type { MessageTable, SegmentRule, SegmentView } from '../mapping/segment-rules.ts'
import { SegmentWriting, type WritingWishes, type Written } from '../mapping/segment-writing.ts'
import {
  beginning,
  carrier,
  type Directory,
  dated,
  deliveryTerms,
  description,
  furtherIds,
  issued,
  item,
  lineCount,
  note,
  party,
  quantities,
  reference,
} from './parts.ts'

const CPS = { 1: '', 2: '', 3: '' }

function line(directory: Directory): SegmentRule {
  return {
    tag: 'LIN',
    level: 'line',
    ...item(),
    rules: [
      furtherIds,
      description(directory),
      ...quantities('12', 'despatched'),
      dated,
      note(directory),
      reference(directory),
    ],
  }
}

const packed: SegmentRule = {
  tag: 'PAC',
  fields: [
    ['1', 'count', decimal],
    ['3.1', 'type', text(17)],
  ],
  rules: [
    {
      tag: 'PCI',
      always: { 1: '33E' },
      rules: [
        {
          tag: 'GIN',
          each: 'ids',
          fields: [
            ['1', 'scheme', code(PACKAGE_IDS, 'edifact'), 'needed'],
            ['2.1', 'value', text(35), 'needed'],
          ],
        },
      ],
    },
  ],
}

/** The packing of the whole shipment, which is no package of its own. */
const packedWhole: SegmentRule = {
  tag: 'PAC',
  fields: [
    ['1', 'transport.packages', decimal],
    ['3.1', 'transport.packaging', text(17)],
  ],
}

/** What is to be said of the whole shipment stands behind its CPS: the message has no FTX before. */
const notes = (directory: Directory): SegmentRule => ({ ...note(directory), max: 5 })

function header(directory: Directory): readonly SegmentRule[] {
  return [
    beginning([['3', 'purpose', code(PURPOSES, 'edifact')]], { 1.1: '351' }),
    issued,
    dated,
    {
      tag: 'MEA',
      when: { 1: 'AAE', '2.1': 'G' },
      fields: [
        ['3.2', 'transport.grossWeight', decimal],
        ['3.1', 'transport.weightUnit', unit],
      ],
    },
    reference(directory),
    party,
    deliveryTerms,
    carrier,
  ]
}

/** DESADV ↔ ship notice: CPS+1 is the shipment, every CPS below it a package. */
export function edifactShipNotice(directory: Directory): MessageTable {
  const [inner, ofShipment] = [[line(directory)], notes(directory)]
  return {
    name: `DESADV ${directory}`,
    standard: 'edifact',
    kinds: ['ship-notice'],
    rules: [
      ...header(directory),
      { tag: 'CPS', when: { 2: '' }, level: 'shipment', always: CPS, rules: [ofShipment, packedWhole, ...inner] },
      { tag: 'CPS', level: 'package', always: CPS, rules: [packed, ...inner] },
      lineCount,
    ],
  }
}

/** Finds what the CPS of a DESADV are about: 7164 is a level's id and 7166 that of the one above. */
export function packageLevels() {
  const numbers = new Map<string, string>()
  let last: string | undefined
  return (kind: string, segment: SegmentView, building: Building): Target => {
    const place = (target: Target, path: string, value: string) => {
      building.set(target, path, value)
      building.from(target, path, segment.tag, `DESADV ${segment.tag}`)
    }
    if (kind === 'line') {
      const target = building.add(building.root, 'lines')
      if (last !== undefined) place(target, 'package', last)
      return target
    }
    last = undefined
    if (kind === 'shipment') return building.root
    last = String(numbers.size + 1)
    numbers.set(segment.element(1).trim(), last)
    const target = building.add(building.root, 'packages')
    place(target, 'number', last)
    const parent = numbers.get(segment.element(2).trim())
    if (parent !== undefined && parent !== last) place(target, 'parent', parent)
    return target
  }
}

export function writeDespatch(document: object, directory: Directory, wishes?: WritingWishes): Written {
  return new DespatchWriting(document, directory, wishes).written()
}

class DespatchWriting extends SegmentWriting {
  #count = 0
  readonly #directory: Directory
  readonly #lines: Target[]
  readonly #packages: Packages
  readonly #line: SegmentRule

  constructor(document: object, directory: Directory, wishes?: WritingWishes) {
    super(edifactShipNotice(directory), document, wishes)
    this.#directory = directory
    this.#line = line(directory)
    this.#lines = this.taking.items(this.taking.root, 'lines')
    this.#packages = new Packages(this.taking, this.#lines)
  }

  written(): Written {
    const { root } = this.taking
    this.rules(header(this.#directory), root)
    this.plain(['CPS', String(++this.#count)])
    this.rules([notes(this.#directory)], root)
    this.write(packedWhole, root)
    for (const each of this.#lines) if (!this.#packages.of(each)) this.#writeLine(each)
    for (const each of this.#packages.tops()) this.#writePackage(each, '1', 1)
    this.rules([lineCount], root)
    return this.end()
  }

  #writePackage(target: Target, parent: string, depth: number): void {
    const id = String(++this.#count)
    this.plain(['CPS', id, parent])
    this.taking.take(target, 'number')
    this.rules([packed], target)
    for (const each of this.#packages.linesIn(target)) {
      this.taking.take(each, 'package')
      this.#writeLine(each)
    }
    for (const each of this.#packages.inside(target, depth)) {
      this.taking.take(each, 'parent')
      this.#writePackage(each, id, depth + 1)
    }
  }

  /** A line is written even where nothing but its place is known. */
  #writeLine(target: Target): void {
    this.write({ ...this.#line, must: true }, target)
  }
}
