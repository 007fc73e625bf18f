import { z } from 'zod'

/** What a step came to: tests counted one by one, other steps as one, and what is to be said of each that failed. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  told: string[]
  /** What could not be looked at here, and where it can: said again at the very end, since silence reads as proof. */
  unproven?: string[]
}

const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string().default(''),
      message: z.string().default(''),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().default(''),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

type File = z.infer<typeof reportSchema>['testResults'][number]

/** Enough of a message to know what went wrong; the whole stands further up, where the step said it. */
const LONGEST = 1500

const tell = (file: File): string[] => {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed')
  if (failed.length === 0) return [`${file.name}\n${file.message.slice(0, LONGEST)}`]
  return failed.map(
    ({ fullName, failureMessages }) =>
      `${file.name} > ${fullName}\n${(failureMessages ?? []).join('\n').slice(0, LONGEST)}`,
  )
}

/**
 * Counts a vitest JSON report. A file that could not be loaded has no tests of its own and counts as one
 * failure, and so does a run that went wrong outside any test: nothing broken can add up to zero.
 */
export const tallyOf = (report: unknown): Tally => {
  const { success, testResults } = reportSchema.parse(report)
  const statuses = testResults.flatMap((file) => file.assertionResults.map((test) => test.status))
  const failedTests = statuses.filter((status) => status === 'failed').length
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const passed = statuses.filter((status) => status === 'passed').length
  const failed = failedTests + brokenFiles
  return {
    passed,
    failed: success ? failed : Math.max(1, failed),
    skipped: statuses.length - passed - failedTests,
    told: testResults.filter(({ status }) => status === 'failed').flatMap(tell),
  }
}

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  told: [...a.told, ...b.told],
  unproven: [...(a.unproven ?? []), ...(b.unproven ?? [])],
})
