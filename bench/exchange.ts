import { execFile } from 'node:child_process'
import { freemem } from 'node:os'
import { promisify } from 'node:util'
import { stolenMs } from './exchange/cpu.ts'
import { type Running, withGrid } from './exchange/running.ts'
import { type Figure, figure } from './figure.ts'

const STORED = Number(process.env['BENCH_STORED'] ?? 1_000_000)
/** What the bench counts at once. */
const PORTION = 50_000
const DOCUMENTS = Number(process.env['BENCH_DOCUMENTS'] ?? 40_000)
/**
 * As many as make Postgres touch its memory and own the log files that it uses again and again after a checkpoint, its tables grow out of
 * being sampled anew each few seconds, and Node compile what is hot: a grid that has run for a minute, not one that starts.
 */
const WARM_UP = Number(process.env['BENCH_WARM_UP'] ?? 60_000)

/**
 * One document an interchange: load generator, grid, Postgres and receiver, each a process of its own on the same cores. The floor is measured
 * before and behind it, since a machine is not as quick in each minute, and the grid three times.
 */
export async function exchange(): Promise<Figure[]> {
  const before = await floorRate()
  const { rates, p99Ms, stolen, processor } = await withGrid('grid', measured)
  const floor = (before + (await floorRate())) / 2
  const rate = middleOf(rates)
  return [
    figure('exchange/documents-per-second', rate, 'documents/s'),
    figure('exchange/floor-ratio', rate / floor, 'ratio', null),
    figure('exchange/floor', floor, 'requests/s'),
    figure('exchange/accept-p99-ms', p99Ms, 'ms'),
    figure('exchange/stolen-ms', stolen, 'ms'),
    ...Object.entries(processor).map(([name, us]) => figure(`exchange/processor-${name}`, us, 'us/document')),
  ]
}

async function measured({ load, settled, used, checkpoint }: Running) {
  await settled(await load({ count: WARM_UP, each: 1 }))
  await checkpoint()
  // Behind a checkpoint Postgres writes each page whole once.
  await settled(await load({ count: DOCUMENTS, each: 1 }))
  const rates: number[] = []
  const processor: Record<string, number> = {}
  for (let round = 0; round < ROUNDS; round++) {
    await touchMemory()
    const before = used()
    rates.push(await rateOf({ load, settled }))
    for (const [name, at] of Object.entries(used())) {
      processor[name] = (processor[name] ?? 0) + (at - before[name]!) / DOCUMENTS / ROUNDS
    }
  }
  const perSecond = middleOf(rates) * 0.8
  const count = Math.round(perSecond * OPEN_SECONDS)
  await touchMemory(count)
  // A host that keeps a core for a tenth of a second makes whoever asks then wait that long: no figure of the grid's.
  const stolen = stolenMs()
  const open = await load({ count, each: 1, perSecond })
  const figures = { rates, p99Ms: open.p99Ms, stolen: stolenMs() - stolen, processor }
  await settled(open)
  return figures
}

const ROUNDS = 3
/** As long as Linux waits before it writes out what files have grown by, and what is asked for meanwhile waits. */
const OPEN_SECONDS = 30

function middleOf(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/**
 * The same when a million documents are there already, against a grid that has only just begun, by turns: in the minutes that storing a million
 * takes a machine may change more than they differ by. The one whose turn it is not stands still.
 */
export async function exchangeMillion(): Promise<Figure[]> {
  return withGrid('grid', async (full) => {
    // One at a time: interchanges of a hundred would leave a hundredth of the payloads.
    for (let stored = 0; stored < STORED; stored += PORTION) {
      await full.settled(await full.load({ count: Math.min(PORTION, STORED - stored), each: 1 }))
    }
    await warmUp(full)
    await full.pause()
    return withGrid('grid', async (empty) => {
      await warmUp(empty)
      await empty.pause()
      const rates: Record<'empty' | 'full', number[]> = { empty: [], full: [] }
      for (let turn = 0; turn < TURNS; turn++) {
        rates.empty.push(await turnOf(empty))
        rates.full.push(await turnOf(full))
      }
      const [of, than] = [middleOf(rates.full), middleOf(rates.empty)]
      return [
        figure('exchange-million/documents-per-second', of, 'documents/s', than),
        figure('exchange-million/ratio', of / than, 'ratio'),
      ]
    })
  })
}

const TURNS = 3

/** Behind a checkpoint Postgres writes each page whole once: what is measured is the rate after that. */
async function warmUp({ load, settled, checkpoint }: Running): Promise<void> {
  await checkpoint()
  await settled(await load({ count: WARM_UP, each: 1 }))
}

async function turnOf(running: Running): Promise<number> {
  running.resume()
  await touchMemory()
  const rate = await rateOf(running)
  await running.pause()
  return rate
}

/** From the first request until all of it is delivered and acknowledged. */
async function rateOf({ load, settled }: Pick<Running, 'load' | 'settled'>): Promise<number> {
  const began = performance.now()
  const ended = await settled(await load({ count: DOCUMENTS, each: 1 }))
  return (DOCUMENTS / (ended - began)) * 1000
}

/** A hundred documents an interchange. */
export async function exchangeBatched(): Promise<Figure[]> {
  return withGrid('grid', async ({ load, settled }) => {
    await settled(await load({ count: 20, each: 100 }))
    const count = Math.round(DOCUMENTS / 50)
    const began = performance.now()
    const ended = await settled(await load({ count, each: 100 }))
    return [figure('exchange-batched/documents-per-second', (count * 100_000) / (ended - began), 'documents/s')]
  })
}

/** Bare accept and grouped insert of the same requests: what the exchange is measured against. */
function floorRate(): Promise<number> {
  return withGrid('floor', async ({ load }) => {
    await load({ count: WARM_UP, each: 1 })
    await touchMemory()
    const { seconds } = await load({ count: DOCUMENTS, each: 1 })
    return DOCUMENTS / seconds
  })
}

/** More than a document makes files grow by. */
const TOUCHED_BYTES = 75_000

/**
 * A virtual machine is given each page of memory when it is first written to, which may cost its processors more than the write (13 us for
 * 4 KB were measured, a tenth of what a document takes), and takes free pages back after some seconds. What is measured is a machine
 * that has its memory, the grid and the floor alike.
 */
async function touchMemory(documents = DOCUMENTS): Promise<void> {
  const bytes = Math.min(documents * TOUCHED_BYTES, Math.floor(freemem() / 4))
  const piece = 100_000_000
  await promisify(execFile)(process.execPath, [
    '-e',
    `const held = []; for (let left = ${bytes}; left > 0; left -= ${piece}) held.push(Buffer.alloc(${piece}, 1))`,
  ])
}
