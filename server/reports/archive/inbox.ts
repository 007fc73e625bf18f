import type { Ledger, Sql } from '../../store/index.ts'

/** Issues handed to people in the application, and which of them they have opened. */
export interface Inbox {
  ready: () => Promise<void>
  /** Part of the transaction that archives the issue. */
  tell: (sql: Sql, issue: string, people: readonly string[], at: number) => Promise<void>
  /** Issues this person has been handed and has not opened. */
  fresh: (person: string) => Promise<ReadonlySet<string>>
  opened: (issue: string, person: string, at: number) => Promise<void>
}

/** Both kinds of entry are only added. */
const STEPS = [
  'create table report_told (issue VARCHAR, person VARCHAR, moment DOUBLE)',
  'create table report_opened (issue VARCHAR, person VARCHAR, moment DOUBLE)',
]
const FRESH = 'select issue from report_told where person = $1 except select issue from report_opened where person = $1'

export const createInbox = (ledger: Ledger): Inbox => {
  const fresh: Inbox['fresh'] = async (person) =>
    new Set((await ledger.read((sql) => sql.query(FRESH, [person]))).column('issue') as string[])
  return {
    ready: () => ledger.migrate('reports.inbox', STEPS),
    tell: async (sql, issue, people, at) => {
      for (const person of people) await sql.query('insert into report_told values ($1, $2, $3)', [issue, person, at])
    },
    fresh,
    opened: async (issue, person, at) => {
      if ((await fresh(person)).has(issue))
        await ledger.write((sql) => sql.query('insert into report_opened values ($1, $2, $3)', [issue, person, at]))
    },
  }
}
