import { execFile } from 'node:child_process'
import type { Tally } from './tally.ts'

/** What is known of holes in the packages that are delivered. */
export type Verdict = { state: 'clean' } | { state: 'holes'; packages: string[] } | { state: 'unknown'; why: string }

interface Report {
  message?: string
  vulnerabilities?: Record<string, { severity: string; via: unknown[] }>
}

const GRAVE = ['high', 'critical']

/** Reads what `npm audit --json` wrote. A registry that keeps no list of holes is no clean bill. */
export const verdictOf = (written: string): Verdict => {
  let report: Report
  try {
    report = JSON.parse(written) as Report
  } catch {
    return { state: 'unknown', why: 'npm audit wrote no report' }
  }
  if (!report.vulnerabilities)
    return { state: 'unknown', why: report.message?.replace(/ - \S+ \S+$/, '') ?? 'npm audit gave no list' }
  const packages = Object.entries(report.vulnerabilities)
    .filter(([, { severity }]) => GRAVE.includes(severity))
    .map(([name, { severity }]) => `${name} (${severity})`)
  return packages.length === 0 ? { state: 'clean' } : { state: 'holes', packages }
}

/** What the verdict comes to among the other checks. */
export const tallyOf = (verdict: Verdict): Tally => ({
  passed: verdict.state === 'clean' ? 1 : 0,
  failed: verdict.state === 'holes' ? 1 : 0,
  skipped: verdict.state === 'unknown' ? 1 : 0,
  told: verdict.state === 'holes' ? [`known holes: ${verdict.packages.join(', ')}`] : [],
  unproven:
    verdict.state === 'unknown'
      ? [
          `known holes in packages (${verdict.why}): run \`npm audit --omit=dev\` with this package-lock.json where the registry keeps such a list`,
        ]
      : [],
})

/**
 * Asks the registry for known grave holes in what is delivered. Where it cannot be asked nothing is proven, and that is
 * said.
 */
export const auditDependencies = async (): Promise<Tally> => {
  // Holes are told by the exit code too; what was written says which.
  const written = await new Promise<string>((resolve) =>
    execFile('npm', ['audit', '--omit=dev', '--json'], { timeout: 60_000, maxBuffer: 64 << 20 }, (_error, stdout) =>
      resolve(stdout),
    ),
  )
  return tallyOf(verdictOf(written))
}
