import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sought } from '../src/edi/marks.ts'
import { FunctionalAcknowledgement } from '../src/edi/x12/functional-acknowledgement.ts'
import { InterchangeReader } from '../src/edi/x12/interchange-reader.ts'
import { edifact, type Shape, writeFile, x12 } from './edi-read/messages.ts'
import { edifactPeer, nodeX12Peer, type Peer, tsEdifactPeer, x12ParserPeer } from './edi-read/peers.ts'
import { walk, walkSlowly } from './edi-read/walk.ts'
import { type Figure, figure } from './figure.ts'

const BYTES = Number(process.env['BENCH_MEGABYTES'] ?? 64) * 1_000_000
const RUNS = Number(process.env['BENCH_RUNS'] ?? 5)
/** The others read so much: they are slower. */
const PEER_BYTES = 4_000_000
const CHUNK_BYTES = 262_144

/** Where a walk begins: behind what declares the delimiters. */
const WALKS: Record<string, { shape: Shape; sought: Sought; from: number; peers: Record<string, Peer> }> = {
  x12: {
    shape: x12,
    sought: { terminator: 0x7e, others: [0x2a] },
    from: 106,
    peers: { 'node-x12': nodeX12Peer, 'x12-parser': x12ParserPeer },
  },
  edifact: {
    shape: edifact,
    sought: { terminator: 0x27, others: [0x2b, 0x3a], release: 0x3f },
    from: 9,
    peers: { edifact: edifactPeer, 'ts-edifact': tsEdifactPeer },
  },
}

/** How fast files of orders are read, by one thread: the median of several runs over the same file. */
export async function ediRead(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-edi-'))
  const figures: Figure[] = []
  try {
    for (const [name, { shape, sought, from, peers }] of Object.entries(WALKS)) {
      const path = join(folder, name)
      const { size } = writeFile(path, shape, BYTES)
      const slow = walkSlowly(readFileSync(path).subarray(from), sought)
      const speed = await median(size, () => {
        const { segments, checksum } = walk(path, sought, from)
        if (segments !== slow.segments || checksum !== slow.checksum) throw new Error(`${name}: the walk is wrong`)
      })
      console.error(`${name}: ${slow.segments} segments, checksum ${slow.checksum}`)
      const text = readFileSync(path, 'latin1')
      const end = text.lastIndexOf(String.fromCharCode(sought.terminator), PEER_BYTES) + 1
      const others = await speedsOf(peers, text.slice(0, end))
      figures.push(figure(`edi-read/${name}-walk`, speed, 'MB/s', Math.max(...Object.values(others))))
      for (const [peer, value] of Object.entries(others)) figures.push(figure(`edi-read/peer-${peer}`, value, 'MB/s'))
    }
    const path = join(folder, 'x12')
    figures.push(figure('edi-read/x12-validate', await median(BYTES, () => validateX12(path)), 'MB/s'))
    return figures
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function median(bytes: number, act: () => void | Promise<void>): Promise<number> {
  const speeds: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now()
    await act()
    speeds.push(bytes / (performance.now() - began) / 1_000)
  }
  return speeds.sort((a, b) => a - b)[RUNS >> 1]!
}

async function speedsOf(peers: Record<string, Peer>, text: string): Promise<Record<string, number>> {
  const speeds: Record<string, number> = {}
  for (const [name, peer] of Object.entries(peers)) {
    let segments = 0
    speeds[name] = await median(text.length, async () => {
      segments = await peer(text)
    })
    if (segments < text.length / 200) throw new Error(`${name} found ${segments} segments`)
  }
  return speeds
}

/** Against the grammar, with the 997 computed. */
function validateX12(path: string): void {
  const reader = new InterchangeReader()
  let answer: FunctionalAcknowledgement | null = null
  const file = openSync(path, 'r')
  const chunk = new Uint8Array(CHUNK_BYTES)
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
    for (const item of reader.push(chunk.subarray(0, read))) {
      if (item.kind === 'interchange-start') answer = new FunctionalAcknowledgement(item.envelope)
      else if (item.kind === 'group-start') answer!.group(item.group)
      else if (item.kind === 'set') answer!.set(item.set, item.set.accepted ? 'A' : 'R')
      else if (item.kind === 'group-end' && answer!.endGroup(item.problems, item.setCount) !== 'A')
        throw new Error('x12: the orders are not accepted')
    }
  }
  closeSync(file)
  answer!.finish()
}
