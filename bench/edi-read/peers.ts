import { createRequire } from 'node:module'
import { Readable } from 'node:stream'

const require = createRequire(import.meta.url)

interface EventParser {
  on?(event: string, act: (value: string) => void): void
  write(text: string): void
  end(): void
}

/** How many segments a library finds in a text, by the way it reads large ones. */
export type Peer = (text: string) => Promise<number>

/** `edifact`: events for segments, elements and components, nothing checked. */
export const edifactPeer: Peer = async (text) => {
  const Parser = require('edifact/parser.js') as new () => EventParser & Record<string, (value: string) => void>
  const parser = new Parser()
  let segments = 0
  parser['onopensegment'] = () => void segments++
  parser['onelement'] = parser['oncomponent'] = parser['onclosesegment'] = () => {}
  parser['encoding']!('UNOC')
  feed(parser, text)
  return segments
}

/** `ts-edifact`: the same events; that it warns of each segment that it has no definition for is not printed. */
export const tsEdifactPeer: Peer = async (text) => {
  const { Parser } = require('ts-edifact/lib/parser.js') as { Parser: new () => EventParser }
  const parser = new Parser()
  let segments = 0
  parser.on!('openSegment', () => void segments++)
  const { warn } = console
  console.warn = () => {}
  try {
    feed(parser, text)
  } finally {
    console.warn = warn
  }
  return segments
}

function feed(parser: EventParser, text: string): void {
  for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK))
  parser.end()
}

/** `x12-parser`: an object a segment. */
export const x12ParserPeer: Peer = async (text) => {
  const { X12parser } = require('x12-parser') as { X12parser: new () => NodeJS.ReadWriteStream }
  let segments = 0
  for await (const _ of pieces(text).pipe(new X12parser())) segments++
  return segments
}

/** `node-x12`: a stream of segments. */
export const nodeX12Peer: Peer = async (text) => {
  const { X12Parser } = require('node-x12') as { X12Parser: new () => NodeJS.ReadWriteStream }
  let segments = 0
  for await (const _ of pieces(text).pipe(new X12Parser())) segments++
  return segments
}

const CHUNK = 65_536

function pieces(text: string): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK)
    })(),
  )
}
