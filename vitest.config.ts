import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { SlowFirst } from './tests/support/slow-first.ts'

type Setup = {
  globalSetup?: string[]
  setupFiles?: string[]
  execArgv?: string[]
  fileParallelism?: boolean
  maxWorkers?: number
  isolate?: boolean
}

const cores = availableParallelism()

const order = ['unit', 'contract', 'integration', 'e2e', 'bench']

/** One project per layer; each layer may use what the ones above it may not. */
const layer = (name: string, timeoutMs: number, setup: Setup = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    testTimeout: timeoutMs,
    hookTimeout: Math.max(timeoutMs, 60_000),
    sequence: { groupOrder: order.indexOf(name) },
    ...setup,
  },
})

/** The embedded database lives for seconds in a test: optimising its code would take longer. */
const shortLived = ['--liftoff-only']

const withDatabases: Setup = {
  globalSetup: ['tests/support/postgres-set-up.ts'],
  setupFiles: ['tests/support/clear-slots.ts'],
  isolate: false,
  execArgv: shortLived,
  // Who waits for a database, or for a line that comes back, leaves a core to others.
  maxWorkers: 2 * cores,
}

export default defineConfig({
  resolve: {
    alias: {
      // The package throws wherever Next.js does not bundle for the server.
      'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
    },
  },
  test: {
    env: {
      LOG_LEVEL: 'silent',
      // Half of a server's start is stripping types and compiling, for each the same.
      NODE_COMPILE_CACHE: fileURLToPath(new URL('.cache/compiled', import.meta.url)),
    },
    // What is waited for comes at once or not at all; a loaded machine is no reason to fail.
    expect: { poll: { timeout: 15_000 } },
    // By default Vitest leaves a core idle: of two, half of the time.
    maxWorkers: cores,
    sequence: { sequencer: SlowFirst },
    setupFiles: ['tests/support/fail-on-console-error.ts'],
    projects: [
      // A process serves many files: no file leaves anything behind that another one meets.
      layer('unit', 10_000, { isolate: false }),
      layer('contract', 60_000, withDatabases),
      layer('integration', 120_000, withDatabases),
      layer('e2e', 120_000, {
        globalSetup: ['tests/support/e2e-set-up.ts'],
        execArgv: shortLived,
        // A file has a browser and servers of its own: what it tests is in none of our processes.
        isolate: false,
        // A third browser on two cores brings nothing: the pages are busy, not waiting.
        maxWorkers: cores,
      }),
      // Not a layer of `npm test`: it measures, and needs the machine for itself.
      layer('bench', 300_000, {
        globalSetup: ['tests/support/e2e-set-up.ts'],
        fileParallelism: false,
      }),
    ],
  },
})
