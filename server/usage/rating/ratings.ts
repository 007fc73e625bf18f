import type { RatingBody, RatingValue, RegionCode } from '../../contract/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'
import { markOf, saltOfMonth } from '../salt.ts'

/** What somebody said of a screen; of whom, is not told. */
export interface Rated {
  month: string
  screen: string
  unit: RegionCode
  value: RatingValue
  words: string
}

/** Whose word on what; `month` as `2026-11`, in the city's time. */
interface Voice {
  who: string
  screen: string
  month: string
}

/** What people say of the screens: one word of each person on each screen in a month, the last one they gave. */
export interface Ratings {
  /** `null` = nothing this month, or the month is over. */
  mine: (voice: Voice) => Promise<RatingBody | null>
  /** Takes the place of what the same person said of the same screen in the same month; durable when it resolves. */
  say: (voice: Voice, unit: RegionCode, body: RatingBody) => Promise<void>
  /** Leaves nothing of it. */
  withdraw: (voice: Voice) => Promise<void>
  /** Everything said since a month began. */
  since: (month: string) => Promise<Rated[]>
}

const markIn = (salt: string, { who, screen }: Voice): string => markOf(salt, 'rating', who, screen)
const forget = async (sql: Sql, voice: Voice): Promise<string> => {
  const mark = markIn(await saltOfMonth(sql, voice.month), voice)
  await sql.query('delete from usage_rating where month = $1 and mark = $2', [voice.month, mark])
  return mark
}

export const createRatings = (ledger: Ledger): Ratings => ({
  mine: (voice) =>
    ledger.read(async (sql) => {
      const salt = (await sql.query('select salt from usage_month_salt where month = $1', [voice.month])).column(
        'salt',
      )[0] as string | undefined
      if (salt === undefined) return null
      const [row] = (
        await sql.query('select value, words from usage_rating where month = $1 and mark = $2', [
          voice.month,
          markIn(salt, voice),
        ])
      ).records()
      return row ? { value: row['value'] as RatingValue, words: String(row['words']) } : null
    }),
  say: (voice, unit, { value, words }) =>
    ledger.write(async (sql) => {
      const mark = await forget(sql, voice)
      await sql.query('insert into usage_rating values ($1, $2, $3, $4, $5, $6)', [
        voice.month,
        voice.screen,
        mark,
        unit,
        value,
        words,
      ])
    }),
  withdraw: (voice) => ledger.write(async (sql) => void (await forget(sql, voice))),
  since: (month) =>
    ledger.read(async (sql) =>
      (await sql.query('select month, screen, unit, value, words from usage_rating where month >= $1', [month]))
        .records()
        .map((row) => ({
          month: String(row['month']),
          screen: String(row['screen']),
          unit: String(row['unit']) as RegionCode,
          value: row['value'] as RatingValue,
          words: String(row['words']),
        })),
    ),
})
