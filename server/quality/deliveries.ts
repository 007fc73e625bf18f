import type { Sql } from '../store/index.ts'

/** How a dataset was delivered since a moment; times are local milliseconds. */
export interface Sums {
  deliveries: number
  accepted: number
  rejected: number
  gaps: number
  longestGapMs: number | null
  last: number | null
}

/** What a demonstration has made up was delivered by nobody. */
const DELIVERED = `receipt <> '{}'`

/**
 * Deliveries of each of these datasets since a moment, and the pauses between them that were longer than it is to
 * rest; a dataset that never was delivered is not there.
 */
export const readSums = async (
  sql: Sql,
  datasets: readonly { id: string; freshnessSeconds: number }[],
  since: number,
): Promise<Map<string, Sums>> => {
  const found = await sql.query(
    `with asked as (select unnest($1::VARCHAR[]) as id, unnest($2::VARCHAR[])::DOUBLE as rest),
       delivered as (
         select dataset, rest, epoch_ms(arrived)::DOUBLE as arrival, accepted, rejected,
           epoch_ms(arrived)::DOUBLE - lag(epoch_ms(arrived)::DOUBLE) over (partition by dataset order by arrived) as pause
         from batch join asked on asked.id = batch.dataset where ${DELIVERED})
     select dataset, max(arrival) as last, count(*) filter (arrival >= $3) as deliveries,
       coalesce(sum(accepted) filter (arrival >= $3), 0)::DOUBLE as accepted, coalesce(sum(rejected) filter (arrival >= $3), 0)::DOUBLE as rejected,
       count(*) filter (arrival >= $3 and pause > rest) as gaps, max(pause) filter (arrival >= $3 and pause > rest) as longest
     from delivered group by dataset`,
    [datasets.map(({ id }) => id), datasets.map(({ freshnessSeconds }) => String(freshnessSeconds * 1000)), since],
  )
  return new Map(
    found.records().map((row) => [
      row['dataset'] as string,
      {
        deliveries: row['deliveries'] as number,
        accepted: row['accepted'] as number,
        rejected: row['rejected'] as number,
        gaps: row['gaps'] as number,
        longestGapMs: row['longest'] as number | null,
        last: row['last'] as number | null,
      },
    ]),
  )
}

export interface Delivered {
  batch: string
  dataset: string
  at: number
  sender: { id: string; name: string } | null
  source: string
  accepted: number
  rejected: number
}

const COLUMNS = `id, dataset, epoch_ms(arrived)::DOUBLE as at, sender, sender_name, source, accepted, rejected`
const asDelivered = (row: Record<string, unknown>): Delivered => ({
  batch: row['id'] as string,
  dataset: row['dataset'] as string,
  at: row['at'] as number,
  sender: row['sender'] === null ? null : { id: row['sender'] as string, name: row['sender_name'] as string },
  source: row['source'] as string,
  accepted: row['accepted'] as number,
  rejected: row['rejected'] as number,
})

/** The newest deliveries of a dataset, at most so many. */
export const readDelivered = async (sql: Sql, dataset: string, limit: number): Promise<Delivered[]> =>
  (
    await sql.query(
      `select ${COLUMNS} from batch where dataset = $1 and ${DELIVERED} order by arrived desc, id limit ${limit}`,
      [dataset],
    )
  )
    .records()
    .map(asDelivered)

/** A delivery by its batch; `null` = there is none. */
export const findDelivered = async (sql: Sql, batch: string): Promise<Delivered | null> => {
  const row = (await sql.query(`select ${COLUMNS} from batch where id = $1 and ${DELIVERED}`, [batch])).records()[0]
  return row ? asDelivered(row) : null
}
