import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ambiguitiesOf } from '../ambiguity.ts'
import type { Use } from '../grammar.ts'
import { Placing, planPlacing } from '../placing.ts'
import { tagCode } from '../tags.ts'
import { directoryOf } from './directories.ts'
import type { Directory } from './grammar.ts'

const D96A = directoryOf('D', '96A')!
const D01B = directoryOf('D', '01B')!
const ALL: Record<string, Directory> = {
  D96A,
  D01B,
  'CONTRL 3': directoryOf('D', '3')!,
  'CONTRL 4': directoryOf('4', '1')!,
}
const messages = Object.entries(ALL).flatMap(([name, { messages: of }]) =>
  Object.values(of).map((message) => ({ name, message })),
)
const everyUse = (uses: Use[]): Use[] => uses.flatMap((use) => [use, ...('loop' in use ? everyUse(use.loop) : [])])

/** Segments that are placed, but whose elements are not checked: we do not know their tables for certain. */
const UNCHECKED = new Set(['SEL', 'CED', 'EFI', 'GEI', 'PTY', 'RJL', 'TRU'])

test('the header names a directory, and another release has none', () => {
  expect(Object.keys(D96A.messages)).toEqual(Object.keys(D01B.messages))
  expect(directoryOf('2', '2')?.messages['CONTRL']).toBeDefined()
  expect([directoryOf('D', '97A'), directoryOf('', ''), directoryOf('constructor', '')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('every message begins and ends as messages do, and every segment in it has a table or a reason', () => {
  for (const { name, message } of messages) {
    expect([message.content[0]?.tag, message.content.at(-1)?.tag]).toEqual(['UNH', 'UNT'])
    for (const { tag } of everyUse(message.content))
      expect(UNCHECKED.has(tag) || tag in ALL[name]!.segments, `${name} ${message.type} ${tag}`).toBe(true)
  }
})

test('the segment that opens a group is mandatory and stands once', () => {
  const groups = messages.flatMap(({ message }) => everyUse(message.content)).filter((use) => 'loop' in use)
  expect(groups.length).toBeGreaterThan(600)
  for (const group of groups) expect(group.loop[0]).toEqual({ tag: group.tag, mandatory: true, max: 1 })
})

test('what a segment belongs to is plain but where the standard says two things', () => {
  const found = messages.flatMap(({ name, message }) =>
    ambiguitiesOf(message.content).map(({ tag, places }) => `${name} ${message.type} ${tag}: ${places.join(' or ')}`),
  )
  // The standard has it so: the nearest place is taken.
  expect(found).toEqual(['D96A INVRPT QTY: LIN/QTY/CPS/PAC/QTY or LIN/QTY'])
})

test('tables read as the standard prints them', () => {
  const [c507] = D96A.segments['DTM']!.elements
  expect(c507).toMatchObject({ reference: 'C507', mandatory: true, max: 1 })
  expect(c507!.components).toEqual([
    { reference: '2005', mandatory: true, type: 'an', min: 1, max: 3 },
    { reference: '2380', mandatory: false, type: 'an', min: 1, max: 35 },
    { reference: '2379', mandatory: false, type: 'an', min: 1, max: 3 },
  ])
  expect(D96A.segments['UNS']!.elements[0]!.components[0]).toMatchObject({
    type: 'a',
    min: 1,
    codes: new Set(['D', 'S']),
  })
  expect(D01B.segments['COM']!.elements[0]!.max).toBe(3)
  expect(D96A.segments['QTY']!.elements[0]!.components[1]).toMatchObject({ type: 'n', max: 15 })
  expect(D01B.segments['QTY']!.elements[0]!.components[1]).toMatchObject({ type: 'an', max: 35 })
})

test('the segments of a usual order, despatch advice and invoice find their places', () => {
  const place = (type: string, tags: string) => {
    const placing = new Placing(planPlacing(D96A.messages[type]!.content))
    return tags.split(' ').map((tag) => `${placing.place(tagCode(tag)).kind}${placing.depth}`)
  }
  expect(place('ORDERS', 'UNH BGM DTM RFF NAD NAD CTA COM CUX LIN PIA QTY PRI LIN QTY UNS CNT UNT')).toEqual(
    [0, 0, 0, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2, 1, 1, 0, 0, 0].map((depth) => `placed${depth}`),
  )
  expect(place('DESADV', 'UNH BGM DTM NAD CPS PAC PCI GIN LIN QTY CPS LIN CNT UNT')).toEqual(
    [0, 0, 0, 1, 1, 2, 3, 4, 2, 2, 1, 2, 0, 0].map((depth) => `placed${depth}`),
  )
  expect(place('INVOIC', 'UNH BGM DTM NAD RFF LIN QTY MOA PRI TAX UNS MOA TAX MOA UNT')).toEqual(
    [0, 0, 0, 1, 2, 1, 1, 2, 2, 2, 0, 1, 1, 1, 0].map((depth) => `placed${depth}`),
  )
})

/** Tables that others wrote down: a slip of ours and one of theirs are seldom the same. */
const folder = join(dirname(createRequire(import.meta.url).resolve('ts-edifact')), 'messageSpec')
const peer = (file: string) => JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'))

interface PeerUse {
  content: string | PeerUse[]
  mandatory: boolean
  repetition: number
}

const PEERS = ['ORDERS', 'DESADV', 'INVOIC', 'APERAK', 'INVRPT']

test.each(PEERS)('%s of D.01B has the structure that others wrote down', (type) => {
  const theirs = (uses: PeerUse[]): unknown =>
    uses.map(({ content, mandatory, repetition }) =>
      typeof content === 'string' ? [content, mandatory, repetition] : [mandatory, repetition, theirs(content)],
    )
  const ours = (uses: Use[]): unknown =>
    uses.map((use) => ('loop' in use ? [use.mandatory, use.max, ours(use.loop)] : [use.tag, use.mandatory, use.max]))
  expect(ours(D01B.messages[type]!.content)).toEqual(theirs(peer(`${type}.struct`)))
})

test.each(PEERS)('the segments of %s in D.01B have the elements and lengths that others wrote down', (type) => {
  const elements: Record<string, { components: string[] }> = peer(`${type}.elements`)
  const segments: Record<string, { elements: string[] }> = peer(`${type}.segments`)
  for (const [tag, { elements: references }] of Object.entries(segments)) {
    const ours = D01B.segments[tag]
    if (!ours) expect(UNCHECKED, tag).toContain(tag)
    else {
      const repeated = ours.elements.flatMap((of) => Array.from({ length: of.max }, () => of.reference))
      expect([...new Set(repeated)], tag).toEqual([...new Set(references)])
      for (const of of ours.elements) {
        const lengths = of.components.map(
          ({ type: kind, min, max }) => `${kind}${min === max && max > 1 ? '' : '..'}${max}`,
        )
        // They lost the n4 of 7124.
        if (of.reference === 'C234') expect(lengths.shift()).toBe('n4')
        expect([tag, of.reference, lengths]).toEqual([tag, of.reference, elements[of.reference]!.components])
      }
    }
  }
})
