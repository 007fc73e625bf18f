import type { AlertRule } from '../../catalog/index.ts'
import { holdsAll, reached, type reachedBy } from '../../indicators/index.ts'
import type { Ledger, Sql, Table } from '../../store/index.ts'
import type { PlannedSilence } from '../silence/types.ts'
import type { RuleSwitch } from '../switch/types.ts'
import type { Episode } from '../types.ts'

/** As it was written, before the gravest was kept too. */
type Kept = Omit<Episode, 'worst'> & Partial<Pick<Episode, 'worst'>>

const episodesOf = (table: Table): Episode[] =>
  table.column('body').map((body) => ({ worst: null, ...(JSON.parse(String(body)) as Kept) }))

/** Everything that is not over: what memory holds. */
export const loadLive = async (sql: Sql): Promise<Episode[]> =>
  episodesOf(await sql.query(`select body from alert where state <> 'resolved'`))

/** Newest version of the facts that was judged; `null` on the very first start. */
export const loadMark = async (ledger: Ledger): Promise<number | null> => {
  const marks = await ledger.read(async (sql) => (await sql.query('select version from alert_mark')).column('version'))
  if (marks.length > 0) return marks[0] as number
  await ledger.write((sql) => sql.query('insert into alert_mark values (0)'))
  return null
}

/** Alerts a reader may see, as `reachedBy` tells it. */
interface Within {
  places: ReturnType<typeof reachedBy>
}

const WITHIN = `with ${reached(1)} select body from alert join reached on place = region where ${holdsAll('themes', '[theme]')}`

/** Alerts that are over, newest first; those of elsewhere are not read. */
export const loadResolved = (
  ledger: Ledger,
  { places, rule, limit }: Within & { rule?: string | undefined; limit: number },
): Promise<Episode[]> =>
  ledger.read(async (sql) =>
    episodesOf(
      await sql.query(
        `${WITHIN} and state = 'resolved' and ($4 = '' or rule = $4) order by since desc, id limit ${limit}`,
        [...places, rule ?? ''],
      ),
    ),
  )

/** Every alert, open or over, that fired since a moment; those of elsewhere are not read. */
export const loadSince = (ledger: Ledger, { places, since }: Within & { since: number }): Promise<Episode[]> =>
  ledger.read(async (sql) =>
    episodesOf(await sql.query(`${WITHIN} and state <> 'pending' and since >= $4`, [...places, since])),
  )

/** One alert, open or over; `null` when there is none. */
export const loadEpisode = async (ledger: Ledger, id: string): Promise<Episode | null> =>
  (await ledger.read(async (sql) => episodesOf(await sql.query('select body from alert where id = $1', [id]))))[0]
  ?? null

/** Keeps each version of a rule as it was written, so that an old alert can be explained. */
export const keepRules = (ledger: Ledger, rules: Iterable<AlertRule>, now: number): Promise<void> =>
  ledger.write(async (sql) => {
    const table = await sql.query('select version from alert_rule')
    const known = new Set(table.column('version'))
    for (const { id, version, origin } of rules) {
      if (!known.has(version))
        await sql.query('insert into alert_rule values ($1, $2, $3, $4)', [id, version, origin.yaml, now])
    }
  })

export const loadSilences = (ledger: Ledger): Promise<PlannedSilence[]> =>
  ledger.load(async (sql) =>
    (await sql.query('select * from alert_silence order by since, id')).records().map((row) => ({
      id: row['id'] as string,
      rule: row['rule'] as string | null,
      region: row['region'] as string,
      from: row['since'] as number,
      until: row['until'] as number,
      author: { id: row['author'] as string, name: row['author_name'] as string },
      reason: row['reason'] as string,
      ended: row['ended'] as number | null,
    })),
  )

/** Every word on a rule there was, in the order they were given. */
export const loadSwitches = (ledger: Ledger): Promise<RuleSwitch[]> =>
  ledger.load(async (sql) =>
    (await sql.query('select * from alert_switch order by since, rowid')).records().map((row) => ({
      rule: row['rule'] as string,
      on: row['switched_on'] as boolean,
      declared: row['declared'] as boolean,
      at: row['since'] as number,
      author: { id: row['author'] as string, name: row['author_name'] as string },
      reason: row['reason'] as string,
    })),
  )
