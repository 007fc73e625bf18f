import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'

/** Which account somebody of the provider has here: found by what never changes there. */
export interface Subjects {
  usernameOf: (subject: string) => string | null
  /** Durable when it resolves. */
  bind: (subject: string, username: string) => Promise<void>
}

export const createSubjects = async ({
  ledger,
  clock,
  issuer,
}: {
  ledger: Ledger
  clock: Clock
  issuer: string
}): Promise<Subjects> => {
  const rows = await ledger.load(async (sql) =>
    (
      await sql.query('select subject, username from provider_subject where issuer = $1 order by bound_at', [issuer])
    ).records(),
  )
  const known = new Map(rows.map(({ subject, username }) => [subject as string, username as string]))
  return {
    usernameOf: (subject) => known.get(subject) ?? null,
    bind: async (subject, username) => {
      await ledger.write((sql) =>
        sql.query('insert into provider_subject values ($1, $2, $3, $4)', [issuer, subject, username, clock.now()]),
      )
      known.set(subject, username)
    },
  }
}
