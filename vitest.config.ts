import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

type Setup = { globalSetup?: string[]; fileParallelism?: boolean; maxWorkers?: number }

/** One project per layer; each layer may use what the ones above it may not. */
const layer = (name: string, timeoutMs: number, setup: Setup = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    testTimeout: timeoutMs,
    hookTimeout: Math.max(timeoutMs, 60_000),
    ...setup,
  },
})

export default defineConfig({
  resolve: {
    alias: {
      // The package throws wherever Next.js does not bundle for the server.
      'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
    },
  },
  test: {
    env: { LOG_LEVEL: 'silent' },
    // What is waited for comes at once or not at all; a loaded machine is no reason to fail.
    expect: { poll: { timeout: 15_000 } },
    // By default Vitest leaves a core idle: of two, half of the time.
    maxWorkers: availableParallelism(),
    setupFiles: ['tests/support/fail-on-console-error.ts'],
    projects: [
      layer('unit', 10_000),
      layer('contract', 60_000, { globalSetup: ['tests/support/postgres-set-up.ts'] }),
      layer('integration', 120_000, { globalSetup: ['tests/support/postgres-set-up.ts'] }),
      layer('e2e', 120_000, {
        globalSetup: ['tests/support/e2e-set-up.ts'],
        // A file has a browser and servers of its own: two at a time keep two cores busy.
        maxWorkers: 2,
      }),
      // Not a layer of `npm test`: it measures, and needs the machine for itself.
      layer('bench', 300_000, {
        globalSetup: ['tests/support/e2e-set-up.ts'],
        fileParallelism: false,
      }),
    ],
  },
})
