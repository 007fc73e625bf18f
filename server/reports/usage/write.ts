import type { Writable } from 'node:stream'
import type { Moment, Person, UsageAnswer } from '../../contract/index.ts'
import { EXPORTERS, named, watermarkOf, type Stamp } from '../export/index.ts'
import { usageName, usageSheet } from './sheet.ts'

/** Who takes it out, when, and at which version of the facts. */
interface Taken {
  person: Person
  at: Moment
  version: number
}

/** Writes the use of screens as CSV; resolves when every byte has been handed over. The sink is left open. */
export const writeUsage = async (
  answer: UsageAnswer,
  { person, at, version }: Taken,
  sink: Writable,
): Promise<void> => {
  const stamp: Stamp = {
    title: usageName(answer),
    scope: `${answer.from} 至 ${answer.to}`,
    exporter: named(person),
    at,
    asOf: at,
    version,
  }
  const file = EXPORTERS.csv.open(sink, stamp)
  await file.sheet(usageSheet(answer, watermarkOf(stamp)))
  await file.close()
}
