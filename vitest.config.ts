import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

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
    // All share one Postgres.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    testTimeout: 90_000,
    // What a page shows comes when the machine has time.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
})
