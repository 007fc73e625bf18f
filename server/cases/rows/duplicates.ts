import type { Sql } from '../../store/index.ts'
import type { Case } from '../types.ts'
import { asCases } from './read.ts'
import type { Binder } from './within.ts'

const METRES_PER_DEGREE = 111_320
const DAY = 86_400_000

/** Where duplicates of a case may lie: `near` by its type, `within` and its binder by the reader's scope. */
interface DuplicateAsk {
  near: { metres: number; days: number }
  within: string
  binder: Binder
}

/** Probably the same thing: open, of the same type, close in place and time; nearest first, at most five. */
export const duplicatesOf = async (sql: Sql, one: Case, { near, within, binder }: DuplicateAsk): Promise<Case[]> => {
  const { add, bind } = binder
  const north = (column: string, at: number, scale: number): string => `((${column} - ${add(at)}) * ${scale}) ** 2`
  const metres =
    one.point
    && `sqrt(${north('lon', one.point[0], METRES_PER_DEGREE * Math.cos((one.point[1] * Math.PI) / 180))} + ${north('lat', one.point[1], METRES_PER_DEGREE)})`
  // Without a position the same region has to do.
  const close = metres === null ? `region = ${add(one.region)}` : `lon is not null and ${metres} <= ${near.metres}`
  const found = await sql.query(
    ...bind(
      `select record from case_state where ${within} and id <> ${add(one.id)} and type = ${add(one.type)} and is_open
     and abs(reported - ${add(one.reportedAt)}::BIGINT) <= ${Math.round(near.days * DAY)} and ${close} order by ${metres ?? 'reported desc'}, id limit 5`,
    ),
  )
  return asCases(found.column('record'))
}
