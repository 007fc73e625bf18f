import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { inOrder } from './.ci/in-order.ts'

/**
 * Measures the memory of its process, so it comes first, into a fresh one; then those that would otherwise run on alone
 * at the end.
 */
const FIRST = [
  'server/ingest/large-body.test.ts',
  'server/indicators/golden.test.ts',
  'server/crash.test.ts',
  'server/cases/crash.test.ts',
  'server/indicators/cases.test.ts',
  'server/gate/scope.test.ts',
  'server/gate/truth.test.ts',
  'server/indicators/small/attack.test.ts',
]

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['server/**/*.test.ts', 'client/**/*.test.ts', 'fixtures/**/*.test.ts', '.ci/**/*.test.ts'],
    globalSetup: ['.ci/temporary.ts'],
    env: { TZ: 'America/St_Johns' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    // Most code runs for seconds here and is gone: what V8 would optimise early costs more than it saves.
    execArgv: ['--interrupt-budget=600000'],
    // Modules keep no state: files share them, which spares each one loading and warming up all over again.
    isolate: false,
    sequence: { sequencer: inOrder(FIRST) },
  },
})
