import { z } from 'zod'

/** What a step came to: tests counted one by one, other steps as one. */
export interface Tally { passed: number; failed: number; skipped: number }

const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/**
 * Counts a vitest JSON report. A file that could not be loaded has no tests of its own and counts as one
 * failure, and so does a run that went wrong outside any test: nothing broken can add up to zero.
 */
export const tallyOf = (report: unknown): Tally => {
  const { success, testResults } = reportSchema.parse(report)
  const statuses = testResults.flatMap((file) => file.assertionResults.map((test) => test.status))
  const failedTests = statuses.filter((status) => status === 'failed').length
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length
  const passed = statuses.filter((status) => status === 'passed').length
  const failed = failedTests + brokenFiles
  return { passed, failed: success ? failed : Math.max(1, failed), skipped: statuses.length - passed - failedTests }
}

export const add = (a: Tally, b: Tally): Tally => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped })
