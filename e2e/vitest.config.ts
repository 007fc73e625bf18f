import { defineConfig } from 'vitest/config'

/** One server and one story at a time: two cores drive a browser, a server and its database. */
export default defineConfig({
  test: {
    include: ['e2e/*.test.ts'],
    globalSetup: ['e2e/setup.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
})
