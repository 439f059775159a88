import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['test/support/seed-properties.ts'],
    include: ['test/**/*.test.ts'],
    // A zone far from UTC, so that a date computed in local time shows.
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 120_000,
    // A browser may take long to start on a busy machine.
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['src/**'] },
  },
})
