/**
 * The whole of `npm test`: format and lint, types, unused code, then all tests. `npm test -- src/edi` runs only the tests
 * there; everything after `--` goes to vitest. With CI set, a skip fails the run, unless its reason begins with "elsewhere:".
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestFigures } from './figures.ts'

interface Step {
  name: string
  command: string[]
}

/** On one thread: several would each look at what they share, and the other processors have enough to do. */
const typesOf = (project: string) => [
  process.execPath,
  ...['node_modules/typescript7/lib/tsc.js', '--noEmit', '--singleThreaded', '-p', project],
]

const STEPS: Step[] = [
  { name: 'format and lint', command: ['node_modules/.bin/biome', 'check', '.'] },
  { name: 'types', command: typesOf('tsconfig.json') },
  { name: 'types of the console', command: typesOf('web/tsconfig.json') },
  { name: 'unused code and dependencies', command: ['node_modules/.bin/knip', '--no-progress'] },
]

const chosen = process.argv.slice(2)
const began = Date.now()
const total: TestFigures = { passed: 0, failed: 0, skipped: [] }
if (chosen.length === 0) {
  for (const passed of await Promise.all(STEPS.map(runStep))) passed ? total.passed++ : total.failed++
}
const tests = await runTests(chosen)
total.passed += tests.passed
total.failed += tests.failed
total.skipped.push(...tests.skipped)
process.exitCode = summarise(total)

async function runStep({ name, command }: Step): Promise<boolean> {
  const from = Date.now()
  const { code, output } = await run(command, { quiet: true })
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${secondsSince(from).padStart(6)} s  ${name}`)
  if (code !== 0) console.log(output)
  return code === 0
}

async function runTests(more: string[]): Promise<TestFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-figures-'))
  const file = join(folder, 'figures.json')
  const command = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--reporter=test/figures.ts', ...more]
  const { code } = await run(command, { quiet: false, figures: file })
  const figures = readFigures(file)
  rmSync(folder, { recursive: true })
  // Stopped before it could count, or unhappy with something that is no test: never green.
  const counted = figures.passed + figures.failed + figures.skipped.length > 0
  if (figures.failed === 0 && (code !== 0 || !counted)) {
    console.log(`FAIL vitest ended with code ${code}: no test file matched, or it stopped before it could count`)
    figures.failed = 1
  }
  return figures
}

function readFigures(file: string): TestFigures {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestFigures
  } catch {
    return { passed: 0, failed: 0, skipped: [] }
  }
}

function run(
  [program, ...given]: string[],
  options: { quiet: boolean; figures?: string },
): Promise<{ code: number; output: string }> {
  // What a developer has set for their own grid is not for tests.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ENTREPOT_'))
  const env = {
    // So that each source is compiled once, and not by each process that tests start.
    NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled'),
    ...Object.fromEntries(own),
    ...(options.figures === undefined ? {} : { TEST_FIGURES: options.figures }),
  }
  const child = spawn(program!, given, {
    env,
    stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** Prints what was skipped and why, and the closing line; returns the exit code. */
function summarise({ passed, failed, skipped }: TestFigures): number {
  const ci = Boolean(process.env['CI']) && process.env['CI'] !== 'false'
  const missed = skipped.filter(({ reason }) => ci && !reason.startsWith('elsewhere:'))
  for (const { name, reason } of skipped) console.log(`skipped: ${name}\n         ${reason}`)
  if (missed.length > 0) console.log(`\n${missed.length} of the skipped tests must run here: CI is set.`)
  console.log(`\n${secondsSince(began)} s\n${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  return failed > 0 || missed.length > 0 ? 1 : 0
}

function secondsSince(from: number): string {
  return ((Date.now() - from) / 1000).toFixed(1)
}
