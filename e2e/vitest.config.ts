import { defineConfig } from 'vitest/config'

/** Two lanes, each with a city and a browser of its own: a story waits more than it works. */
export default defineConfig({
  test: {
    include: ['e2e/*.test.ts'],
    globalSetup: ['e2e/setup.ts'],
    maxWorkers: 2,
    // Files keep no state but what they close at their end, and share the loaded tools.
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
})
