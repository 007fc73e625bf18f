import type { Sql } from '../../store/index.ts'

/**
 * Numbers for what is new: of entries in one row over all cases, of cases by day. Only used inside a writing
 * transaction.
 */
export interface Numbers {
  nextSequence: () => number
  /** 编号: root of the place tree, day, running number of the day. */
  nextCase: (sql: Sql, local: number) => Promise<string>
}

/** A transaction that fails leaves a gap in the numbers, never a number twice. */
export const createNumbers = async (sql: Sql, root: string): Promise<Numbers> => {
  let sequence =
    ((await sql.query('select max(sequence) as last from case_entry')).column('last')[0] as number | null) ?? 0
  const days = new Map<string, number>()
  return {
    nextSequence: () => (sequence += 1),
    nextCase: async (reader, local) => {
      const day = new Date(local).toISOString().slice(0, 10).replaceAll('-', '')
      const head = `${root}-${day}-`
      const last =
        days.get(day)
        ?? Number(
          (
            (await reader.query('select max(id) as last from case_state where starts_with(id, $1)', [head])).column(
              'last',
            )[0] as string | null
          )?.slice(head.length) ?? 0,
        )
      days.set(day, last + 1)
      return `${head}${String(last + 1).padStart(5, '0')}`
    },
  }
}
