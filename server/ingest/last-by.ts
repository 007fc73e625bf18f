import type { Store } from '../store/index.ts'

/** A batch and when it came, in local milliseconds. */
export interface LastDelivery {
  batch: string
  dataset: string
  at: number
  accepted: number
  rejected: number
}

/** The newest batch of each of these senders, as far as they have brought one. */
export const readLastBy = (
  store: Pick<Store, 'read'>,
  senders: readonly string[],
): Promise<Map<string, LastDelivery>> =>
  senders.length === 0
    ? Promise.resolve(new Map())
    : store.read(async (sql) => {
        const rows = (
          await sql.query(
            `select sender, max_by(id, arrived) as batch, max_by(dataset, arrived) as dataset, epoch_ms(max(arrived))::DOUBLE as at_ms,
              max_by(accepted, arrived) as accepted, max_by(rejected, arrived) as rejected
       from batch where sender in (select unnest($1::VARCHAR[])) group by sender`,
            [[...senders]],
          )
        ).records()
        return new Map(
          rows.map((row) => [
            row['sender'] as string,
            {
              batch: row['batch'] as string,
              dataset: row['dataset'] as string,
              at: row['at_ms'] as number,
              accepted: row['accepted'] as number,
              rejected: row['rejected'] as number,
            },
          ]),
        )
      })
