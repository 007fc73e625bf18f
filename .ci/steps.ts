import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command, type Say } from './command.ts'
import { tallyOf, type Tally } from './tally.ts'

export interface Step {
  name: string
  run: (say: Say) => Promise<Tally>
}

const one = (good: boolean): Tally => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0, told: [] })

/** A step that either holds or does not. */
export const holds = (name: string, line: string, limitSeconds = 120): Step => ({
  name,
  run: async (say) => one((await command(line, limitSeconds, say)).code === 0),
})

export const does = (name: string, work: () => Promise<boolean>): Step => ({ name, run: async () => one(await work()) })

/** A run of vitest, each test counted. A run that leaves no report behind is one failure. */
export const tests = (name: string, line: string, limitSeconds: number): Step => ({
  name,
  run: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), 'yiping-report-'))
    const report = join(folder, 'report.json')
    try {
      await command(`${line} --reporter=default --reporter=json --outputFile.json=${report}`, limitSeconds, say)
      return tallyOf(JSON.parse(await readFile(report, 'utf8')))
    } catch {
      return one(false)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})
