import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Drop } from '../define.ts'
import { withLineEnds } from './line-ends.ts'

const drop = (pieces: (string | Buffer)[]): Drop => {
  const all = pieces.map((piece) => Buffer.from(piece as string))
  const whole = Buffer.concat(all)
  const sha256 = createHash('sha256').update(whole).digest()
  const about = { key: 'k', name: 'a.edi', contentType: 'text/plain', sizeBytes: whole.length, sha256 }
  return { ...about, bytes: async () => Readable.from(all, { objectMode: false }) }
}

test.each([
  ['lf', ['ISA~\r\nGS~\nST~\r\r\n'], 'ISA~\nGS~\nST~\r\n'],
  ['crlf', ['ISA~\r\nGS~\nST~\r\r\n'], 'ISA~\r\nGS~\r\nST~\r\r\n'],
  ['lf', ['split \r', '\n between \r', 'pieces\r'], 'split \n between \rpieces\r'],
  ['crlf', ['split \r', '\n between \n'], 'split \r\n between \r\n'],
  ['asIs', ['a\r\nb\n'], 'a\r\nb\n'],
] as const)('%s of %j', async (ends, pieces, expected) => {
  const made = await withLineEnds(drop([...pieces]), ends)
  for (let attempt = 0; attempt < 2; attempt++) {
    const bytes = await buffer((await made.bytes()) as Readable)
    expect(bytes.toString()).toBe(expected)
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([
      made.sizeBytes,
      Buffer.from(made.sha256).toString('hex'),
    ])
  }
})

test('what is no text is left as it is, wherever that shows', async () => {
  const given = drop(['%PDF-1.7\n', Buffer.from([0, 1, 2, 10])])
  expect(await withLineEnds(given, 'crlf')).toBe(given)
})
