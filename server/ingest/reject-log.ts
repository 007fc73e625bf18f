import type { Reject } from '../contract/index.ts'
import type { Store } from '../store/index.ts'

export interface RejectPage {
  dataset: string
  total: number
  rejects: Reject[]
}

/** A page of a batch's refused rows, in order; `null` for a batch that is not known. */
export const readRejects = (
  store: Store,
  batch: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<RejectPage | null> =>
  store.read(async (sql) => {
    const found = (await sql.query('select dataset, rejected from batch where id = $1', [batch])).records()[0]
    if (!found) return null
    // Whose they are, before anybody is known to be allowed them: nothing more is read than for a batch that is not
    // there.
    if (limit === 0) return { dataset: String(found['dataset']), total: Number(found['rejected']), rejects: [] }
    const page = await sql.query(
      `select "row", "column", value, reason from reject where batch = $1 order by "row", reason limit ${Math.trunc(limit)} offset ${Math.trunc(offset)}`,
      [batch],
    )
    return {
      dataset: String(found['dataset']),
      total: Number(found['rejected']),
      rejects: page.records() as unknown as Reject[],
    }
  })
