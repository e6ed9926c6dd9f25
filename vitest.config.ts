import { defineConfig } from 'vitest/config'

/** One project per layer; each layer may use what the ones above it may not. */
const layer = (name: string, timeoutMs: number, setup: { globalSetup?: string[] } = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: Math.max(timeoutMs, 60_000),
    ...setup,
  },
})

export default defineConfig({
  test: {
    setupFiles: ['tests/support/fail-on-console-error.ts'],
    projects: [
      layer('unit', 10_000),
      layer('contract', 60_000),
      layer('integration', 120_000),
      layer('e2e', 120_000),
    ],
  },
})
