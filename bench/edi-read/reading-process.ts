import { readFileSync } from 'node:fs'
import { sparingMemory } from '../../src/platform/memory.ts'
import { chunksOf, validateX12 } from './reading.ts'

/**
 * Validates one file as the bench does, with its 997, and prints what was found and the most memory that this process ever had. As in
 * the grid V8 spares memory while something large is read.
 */
const findings = await sparingMemory(async () => validateX12(chunksOf(process.argv[2]!)))
const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))!
console.log(JSON.stringify({ findings, peakBytes: Number(kilobytes) * 1_024 }))
