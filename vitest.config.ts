import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/sequencer.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // Node runs the sources as they are, and a process keeps what it has loaded for the files after: nothing is translated or
    // loaded 200 times.
    isolate: false,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // One more than processors: two on two processors left a quarter of them unused. All share one Postgres.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    sequence: { sequencer: LongFirst },
    testTimeout: 90_000,
    // What a page shows comes when the machine has time.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
})
