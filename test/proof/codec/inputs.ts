import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chance } from '../chance.ts'

/** Longer ones say nothing new, and take their time. */
const BYTES_MAX = 16_384
/** What has a meaning somewhere: delimiters, line ends, a mark of byte order, ends of ranges, and words of the envelopes. */
const WORDS = [
  ...[
    '*',
    '~',
    '>',
    '^',
    ':',
    '+',
    '?',
    "'",
    ',',
    '.',
    ' ',
    '\n',
    '\r\n',
    '\0',
    '\x1a',
    '\x1c',
    '\x7f',
    '\x80',
    '\xff',
    '\xef\xbb\xbf',
  ],
  ...[
    'ISA*',
    'GS*',
    'ST*850*0001~',
    'SE*',
    'GE*1*1~',
    'IEA*1*',
    'TA1*',
    "UNA:+.? '",
    "UNA:+,?*'",
    'UNB+UNOA:1',
    'UNB+UNOY:4',
  ],
  ...[
    'UNG+',
    'UNH+1+ORDERS:D:96A:UN',
    'UNT+',
    "UNZ+1+1'",
    'UNE+',
    '00501',
    '999999999999999999',
    '-',
    '1.5',
    '20269999',
  ],
]

export type Draw = () => number

/** The inputs of a seed: each is made of its number alone, so that any of them can be made again. */
export class Inputs {
  readonly #seed: number
  readonly #seeds: Buffer[]

  constructor(seed: number) {
    this.#seed = seed
    const folder = join(import.meta.dirname, '../../fixtures/edi')
    const files = globSync('**/*.edi', { cwd: folder }).sort()
    this.#seeds = files.map((name) => readFileSync(join(folder, name)))
  }

  /** The nth, and how the reader is to be given it. */
  make(n: number): { bytes: Buffer; draw: Draw } {
    const draw = chance(this.#seed, n)
    let bytes = this.#pick(draw)
    const times = 1 + Math.floor(draw() ** 2 * 12)
    for (let i = 0; i < times; i++) bytes = this.#mutated(bytes, draw)
    return { bytes: bytes.subarray(0, BYTES_MAX), draw }
  }

  #pick(draw: Draw): Buffer {
    return this.#seeds[Math.floor(draw() * this.#seeds.length)]!
  }

  #mutated(bytes: Buffer, draw: Draw): Buffer {
    const at = Math.floor(draw() * (bytes.length + 1))
    const length = Math.floor(draw() ** 3 * Math.min(400, bytes.length - at + 1))
    const [before, piece, behind] = [
      bytes.subarray(0, at),
      bytes.subarray(at, at + length),
      bytes.subarray(at + length),
    ]
    switch (Math.floor(draw() * 8)) {
      case 0: // a byte becomes another
        return Buffer.concat([before, Buffer.of(Math.floor(draw() * 256)), bytes.subarray(at + 1)])
      case 1:
        return Buffer.concat([before, behind])
      case 2:
        return Buffer.concat([before, piece, piece, behind])
      case 3:
      case 4:
        return Buffer.concat([
          before,
          Buffer.from(WORDS[Math.floor(draw() * WORDS.length)]!, 'latin1'),
          bytes.subarray(at),
        ])
      case 5: // a piece of another message
        return Buffer.concat([before, cut(this.#pick(draw), draw), behind])
      case 6: // one byte for another everywhere, as a changed delimiter
        return exchanged(bytes, bytes[at] ?? 0x2a, Math.floor(draw() * 256))
      default:
        return before
    }
  }
}

function cut(bytes: Buffer, draw: Draw): Buffer {
  const from = Math.floor(draw() * bytes.length)
  return bytes.subarray(from, from + Math.floor(draw() * 600))
}

function exchanged(bytes: Buffer, found: number, by: number): Buffer {
  const other = Buffer.from(bytes)
  for (let at = other.indexOf(found); at >= 0; at = other.indexOf(found, at + 1)) other[at] = by
  return other
}
