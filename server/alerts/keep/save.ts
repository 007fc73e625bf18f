import type { Sql } from '../../store/index.ts'
import type { RuleSwitch } from '../switch/types.ts'
import type { Episode, Move } from '../types.ts'

const texts = (values: readonly (string | null)[]): string[] => values.map((value) => value ?? '')

const bodies = (episodes: readonly Episode[]): string[][] => [
  episodes.map(({ id }) => id),
  episodes.map(({ rule }) => rule),
  episodes.map(({ region }) => region),
  episodes.map(({ state }) => state),
  episodes.map(({ since }) => String(since)),
  episodes.map((episode) => JSON.stringify(episode)),
  episodes.map(({ theme }) => theme),
]

const ROWS = `select unnest($1::VARCHAR[]) as id, unnest($2::VARCHAR[]) as rule, unnest($3::VARCHAR[]) as region, unnest($4::VARCHAR[]) as state,
  unnest($5::VARCHAR[])::DOUBLE as since, unnest($6::VARCHAR[]) as body, unnest($7::VARCHAR[]) as theme`

/** Writes episodes as they are now; `fresh` ones have no row yet. */
export const saveEpisodes = async (
  sql: Sql,
  episodes: readonly Episode[],
  fresh: ReadonlySet<string>,
): Promise<void> => {
  const [added, known] = [episodes.filter(({ id }) => fresh.has(id)), episodes.filter(({ id }) => !fresh.has(id))]
  if (added.length > 0) await sql.query(`insert into alert ${ROWS}`, bodies(added))
  if (known.length > 0)
    await sql.query(
      `update alert set state = n.state, since = n.since, body = n.body from (${ROWS}) n where alert.id = n.id`,
      bodies(known),
    )
}

/** Appends what happened, numbered in one row over all alerts. */
export const saveMoves = async (sql: Sql, moves: readonly Move[], person: string | null = null): Promise<void> => {
  if (moves.length === 0) return
  await sql.query(
    `insert into alert_entry select alert, came, kind, band, nullif(value, '')::DOUBLE, $7, words, (select coalesce(max(sequence), 0) from alert_entry) + place from (select unnest($1::VARCHAR[]) as alert, unnest($2::VARCHAR[])::DOUBLE as came,
      unnest($3::VARCHAR[]) as kind, unnest($4::VARCHAR[]) as band, unnest($5::VARCHAR[]) as value, unnest($6::VARCHAR[]) as words, unnest(range(1, len($1::VARCHAR[]) + 1)) as place)`,
    [
      moves.map(({ episode }) => episode.id),
      moves.map(({ at }) => String(at)),
      moves.map(({ kind }) => kind),
      moves.map(({ episode }) => episode.band),
      texts(moves.map(({ episode }) => (episode.value === null ? null : String(episode.value)))),
      moves.map(({ words }) => words),
      person,
    ],
  )
}

/** Episodes dropped before they fired never were. */
export const dropEpisodes = async (sql: Sql, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await sql.query('delete from alert where id in (select unnest($1::VARCHAR[]))', [ids])
}

/** Everything up to this version of the facts has been judged. */
export const saveMark = (sql: Sql, version: number): Promise<unknown> =>
  sql.query('update alert_mark set version = $1', [version])

export const saveSwitch = (sql: Sql, { rule, on, declared, at, author, reason }: RuleSwitch): Promise<unknown> =>
  sql.query('insert into alert_switch values ($1, $2, $3, $4, $5, $6, $7)', [
    rule,
    on,
    declared,
    at,
    author.id,
    author.name,
    reason,
  ])
