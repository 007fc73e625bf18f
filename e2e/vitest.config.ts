import { defineConfig } from 'vitest/config'
import { inOrder } from '../.ci/in-order.ts'

/** Those that wait most, each beside some that work: at the end they would leave the processors idle. */
const FIRST = [
  'e2e/sign-in.test.ts',
  'e2e/analysis.test.ts',
  'e2e/office.test.ts',
  'e2e/live.test.ts',
  'e2e/export-killed.test.ts',
  'e2e/definitions.test.ts',
  'e2e/policy.test.ts',
]

/** Two lanes, each with a city and a browser of its own: a story waits more than it works. */
export default defineConfig({
  test: {
    include: ['e2e/*.test.ts'],
    globalSetup: ['.ci/temporary.ts', 'e2e/setup.ts'],
    maxWorkers: 2,
    // Files keep no state but what they close at their end, and share the loaded tools.
    isolate: false,
    sequence: { sequencer: inOrder(FIRST) },
    // What is waited for comes in its own time: a second would judge the machine.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
})
