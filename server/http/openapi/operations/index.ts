import { ANALYSIS } from './analysis.ts'
import { EXPORTS } from './exports.ts'
import { NUMBERS } from './numbers.ts'
import type { Operation } from './operation.ts'
import { PEOPLE } from './people.ts'
import { REPORTS } from './reports.ts'
import { ROWS } from './rows.ts'
import { USAGE } from './usage.ts'
import { WORK } from './work.ts'

export type { Operation } from './operation.ts'

/** Every operation of the API, in the order in which it is read about. */
export const OPERATIONS: readonly Operation[] = [
  ...PEOPLE,
  ...NUMBERS,
  ...ROWS,
  ...EXPORTS,
  ...REPORTS,
  ...ANALYSIS,
  ...USAGE,
  ...WORK,
]
