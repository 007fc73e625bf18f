import type { Cases } from '../../cases/index.ts'
import { ofOwnCases, type AlertInfo, type Person, type Scope } from '../../contract/index.ts'

/**
 * Alerts as they are told to somebody who is told of their own cases alone: with the number of the case an alert opened
 * where that case is one of theirs.
 */
export const withOwnCases = async (
  cases: Pick<Cases, 'known' | 'ended'>,
  alerts: readonly AlertInfo[],
  reader: { person: Person; scope: Scope },
): Promise<AlertInfo[]> => {
  if (ofOwnCases(reader.scope).reaches.length === 0) return [...alerts]
  const mine = await cases.known(
    alerts.flatMap((one) => (one.case === null ? [{ key: one.id, cause: `alert:${one.id}` }] : [])),
    reader,
  )
  const ended = await cases.ended([...mine.values()].map(({ id }) => id))
  return alerts.map((one) => {
    const row = mine.get(one.id)
    if (!row) return one
    const { caseUntold: _, ...told } = one
    return { ...told, case: row.id, caseEnded: ended.get(row.id) ?? null }
  })
}
