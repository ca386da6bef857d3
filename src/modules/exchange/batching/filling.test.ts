import { expect, test } from 'vitest'
import { type Entry, readyBatches } from './filling.ts'

const envelope = (more: object = {}) => {
  const isa = { senderId: 'ACME', usage: 'T', delimiters: { element: 42, terminator: 126 } }
  const gs = {
    functionalId: 'PO',
    version: '004010',
    sender: 'ACME',
    receiver: 'BOLT',
    controlNumber: String(Math.random()),
  }
  return JSON.stringify({ isa, gs, parties: {}, type: '850', channel: 'c', key: null, ...more })
}
const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  ...{ id, interchange: id, payload: Buffer.alloc(0), envelope: envelope() },
  ...{ document_count: 2, size_bytes: 100, due: false, ...more },
})
const limits = { documentsMax: 5, bytesMax: 1_000 }
const left = (entries: Entry[], all = false) =>
  readyBatches(entries, limits, all).map(({ entries, why }) => `${why}: ${entries.map(({ id }) => id).join(' ')}`)

test.each([
  ['nothing that has time and room', [entry('a'), entry('b')], []],
  ['what would not fit waits for the next', [entry('a'), entry('b'), entry('c')], ['count: a b']],
  ['exactly full', [entry('a'), entry('b'), entry('c', { document_count: 1 })], ['count: a b c']],
  ['more than may be in one: alone', [entry('a', { document_count: 9 }), entry('b')], ['count: a']],
  ['one that is due takes the others along', [entry('a'), entry('b', { due: true })], ['due: a b']],
  ['by size', [entry('a', { size_bytes: 600 }), entry('b', { size_bytes: 600 })], ['size: a']],
])('%s', (_what, entries, batches) => {
  expect(left(entries)).toEqual(batches)
})

test('what cannot share a group leaves in interchanges of its own', () => {
  const production = envelope({ isa: { usage: 'P' } })
  const entries = [
    entry('a'),
    entry('b', { envelope: production }),
    entry('c'),
    entry('d', { envelope: envelope({ key: 'PO1' }) }),
  ]
  expect(left(entries, true)).toEqual(['asked: a c', 'asked: b', 'asked: d'])
})
