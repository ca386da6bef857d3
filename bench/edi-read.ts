import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Marks, type Sought } from '../src/edi/marks.ts'
import { canonicalX12 } from './edi-read/canonical.ts'
import { checkExpressionsX12, expressionsOf } from './edi-read/expressions.ts'
import { alone, edifact, type File, LINES, type Shape, writeFile, x12 } from './edi-read/messages.ts'
import { edifactPeer, nodeX12Peer, type Peer, tsEdifactPeer, x12ParserPeer } from './edi-read/peers.ts'
import { chunksOf, type Findings, validateEdifact, validateX12 } from './edi-read/reading.ts'
import { walk, walkSlowly } from './edi-read/walk.ts'
import { type Figure, figure } from './figure.ts'

const BYTES = Number(process.env['BENCH_MEGABYTES'] ?? 64) * 1_000_000
const RUNS = Number(process.env['BENCH_RUNS'] ?? 5)
const PEAK_BYTES = Number(process.env['BENCH_MEGABYTES'] ?? 1_000) * 1_000_000
const EXPRESSION_BYTES = 4_000_000
/** The others read so much: they are slower. */
const PEER_BYTES = 4_000_000

interface Bench {
  shape: Shape
  sought: Sought
  /** Where a walk begins: behind what declares the delimiters. */
  from: number
  peers: Record<string, Peer>
  validate(chunks: Iterable<Uint8Array>, marks?: Marks): Findings
}

const BENCHES: Record<string, Bench> = {
  x12: {
    shape: x12,
    sought: { terminator: 0x7e, others: [0x2a] },
    from: 106,
    peers: { 'node-x12': nodeX12Peer, 'x12-parser': x12ParserPeer },
    validate: validateX12,
  },
  edifact: {
    shape: edifact,
    sought: { terminator: 0x27, others: [0x2b, 0x3a], release: 0x3f },
    from: 9,
    peers: { edifact: edifactPeer, 'ts-edifact': tsEdifactPeer },
    validate: validateEdifact,
  },
}

/** How fast files of orders are read, by one thread: the median of several runs over the same file. */
export async function ediRead(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-edi-'))
  const figures: Figure[] = []
  const path = join(folder, 'orders.edi')
  try {
    for (const [name, bench] of Object.entries(BENCHES)) {
      const good = writeFile(path, bench.shape, { bytes: BYTES, faulty: false })
      figures.push(...(await walked(name, path, { bench, good })))
      if (name === 'x12') figures.push(...(await canonical(path, good)))
      const faulty = writeFile(path, bench.shape, { bytes: BYTES, faulty: true })
      figures.push(await validated(name, path, { bench, faulty }))
    }
    figures.push(await withExpressions(path), peak(path))
    return figures
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function walked(name: string, path: string, { bench, good }: { bench: Bench; good: File }): Promise<Figure[]> {
  const { sought, from, peers } = bench
  const slow = walkSlowly(readFileSync(path).subarray(from), sought)
  const speed = await median(good.size, () => {
    const { segments, checksum } = walk(path, sought, from)
    if (segments !== slow.segments || checksum !== slow.checksum) throw new Error(`${name}: the walk is wrong`)
  })
  console.error(`${name}: ${slow.segments} segments, checksum ${slow.checksum}`)
  const text = readFileSync(path, 'latin1')
  const end = text.lastIndexOf(String.fromCharCode(sought.terminator), PEER_BYTES) + 1
  const others = await speedsOf(peers, text.slice(0, end))
  return [
    figure(`edi-read/${name}-walk`, speed, 'MB/s', Math.max(...Object.values(others))),
    ...Object.entries(others).map(([peer, value]) => figure(`edi-read/peer-${peer}`, value, 'MB/s')),
  ]
}

/** JSONata is slower by far: a smaller file tells as much. */
async function withExpressions(path: string): Promise<Figure> {
  const { size, planted } = writeFile(path, x12, { bytes: Math.min(BYTES, EXPRESSION_BYTES), faulty: true })
  const expected: Findings = {}
  for (const [fault, times] of planted.entries()) add(expected, await expressionsOf(alone(x12, fault)), times)
  const speed = await median(size, async () => mustBe(expected, await checkExpressionsX12(path), 'x12-jsonata'))
  console.error(`x12-jsonata: ${sorted(expected)}`)
  return figure('edi-read/x12-jsonata', speed, 'MB/s')
}

/**
 * The most memory that a process of its own needs to read a file of a gigabyte, with all of the above but the expressions. It is
 * started twice, first for a small file: to make JavaScript of the sources takes 20 MB, once.
 */
function peak(path: string): Figure {
  const compiled = `${path}.compiled`
  const read = () => {
    const args = ['--max-semi-space-size=4', join(import.meta.dirname, 'edi-read/reading-process.ts'), path]
    const env = { ...process.env, NODE_COMPILE_CACHE: compiled }
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
    if (stdout === '') throw new Error(stderr)
    return JSON.parse(stdout) as { findings: Findings; peakBytes: number }
  }
  writeFile(path, x12, { bytes: 100_000, faulty: false })
  read()
  const { planted } = writeFile(path, x12, { bytes: PEAK_BYTES, faulty: true })
  const { findings, peakBytes } = read()
  const expected: Findings = {}
  for (const [fault, times] of planted.entries()) add(expected, validateX12([alone(x12, fault)]), times)
  mustBe(expected, findings, 'peak-rss')
  return figure('edi-read/peak-rss-mb', peakBytes / 1_000_000, 'MB')
}

async function canonical(path: string, { size, messages }: File): Promise<Figure[]> {
  const speedOf = (lineage: boolean) =>
    median(size, () => {
      if (canonicalX12(path, { lineage }) !== messages * LINES) throw new Error('x12: lines of orders are missing')
    })
  return [
    figure('edi-read/x12-canonical', await speedOf(false), 'MB/s'),
    figure('edi-read/x12-canonical-lineage', await speedOf(true), 'MB/s'),
  ]
}

/** What is found must be what each faulty message, read alone, byte by byte and without SIMD, is told. */
async function validated(
  name: string,
  path: string,
  { bench, faulty }: { bench: Bench; faulty: File },
): Promise<Figure> {
  const expected: Findings = {}
  const plain = new Marks({ plain: true })
  for (const [fault, times] of faulty.planted.entries()) {
    const bytes = alone(bench.shape, fault)
    const found = bench.validate(
      Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)),
      plain,
    )
    if (Object.keys(found).length === 0) throw new Error(`${name}: fault ${fault} is not found`)
    add(expected, found, times)
  }
  const speed = await median(faulty.size, () => mustBe(expected, bench.validate(chunksOf(path)), name))
  console.error(`${name}: ${sorted(expected)}`)
  return figure(`edi-read/${name}-validate`, speed, 'MB/s')
}

function add(to: Findings, found: Findings, times: number): void {
  for (const [finding, n] of Object.entries(found)) to[finding] = (to[finding] ?? 0) + n * times
}

function mustBe(expected: Findings, found: Findings, name: string): void {
  if (sorted(found) !== sorted(expected))
    throw new Error(`${name}: found ${sorted(found)}, expected ${sorted(expected)}`)
}

const sorted = (findings: Findings) =>
  JSON.stringify(
    Object.entries(findings)
      .filter(([, times]) => times > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

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
