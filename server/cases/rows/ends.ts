import type { CaseEnd } from '../../contract/index.ts'
import type { Sql } from '../../store/index.ts'
import { endOf } from '../types.ts'
import { findCases } from './read.ts'

/** How those of some cases that have ended did; one that was merged ends with the case it goes on in. */
export const endsOf = async (sql: Sql, numbers: readonly string[]): Promise<Map<string, CaseEnd>> => {
  const found = await findCases(sql, numbers)
  const others = found.flatMap(({ mergedInto }) => mergedInto ?? [])
  const later = others.length > 0 ? await endsOf(sql, others) : new Map<string, CaseEnd>()
  return new Map(
    found.flatMap(({ id, state, mergedInto }) => {
      const end = mergedInto === null ? endOf(state) : later.get(mergedInto)
      return end ? [[id, end] as const] : []
    }),
  )
}
