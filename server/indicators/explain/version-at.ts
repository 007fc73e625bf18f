import { moment } from '../../store/index.ts'
import type { ReadContext } from '../read/read-cells.ts'

/** Newest version that was there at a moment (local ms); 0 = nothing was. */
export const readVersionAt = async ({ sql }: Pick<ReadContext, 'sql'>, at: number): Promise<number> =>
  (await sql.query(`select coalesce(max(version), 0) as v from batch where arrived <= ${moment(at)}`)).column(
    'v',
  )[0] as number
