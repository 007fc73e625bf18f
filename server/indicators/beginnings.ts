import type { RegionCode } from '../contract/index.ts'
import type { CommitEvent, Sql, Touch } from '../store/index.ts'
import { factTable } from '../store/index.ts'

/**
 * Tells whether the moment of a region's first row may have moved, without looking: new rows hardly ever come
 * before all others. Bounded by datasets × regions.
 */
interface Beginnings {
  /** Newest version that may have moved the first row of some region of a dataset; 0 for none since the load. */
  versionOf: (dataset: string) => number
  load: (sql: Sql, dataset: string) => Promise<void>
  note: (event: CommitEvent) => void
}

/** Times by region, none earlier than the first row there; where that is not known any more, no time is late enough. */
export const createBeginnings = (): Beginnings => {
  const bounds = new Map<string, Map<RegionCode, number>>()
  const versions = new Map<string, number>()

  /**
   * Whether a touch may have moved the beginning of its region: new rows when they come before it, a changed one also
   * when it was it.
   */
  const moves = (
    known: Map<RegionCode, number>,
    region: RegionCode,
    { first, added }: { first: number; added: boolean },
  ): boolean => {
    const bound = known.get(region) ?? Infinity
    if (added ? first >= bound : first > bound) return false
    known.set(region, added ? first : Infinity)
    return true
  }

  return {
    versionOf: (dataset) => versions.get(dataset) ?? 0,
    load: async (sql, dataset) => {
      const table = await sql.query(
        `select _region as region, epoch_ms(min(_at))::DOUBLE as first from ${factTable(dataset)} where _superseded is null and _region is not null group by _region`,
      )
      const firsts = table.column('first') as number[]
      bounds.set(dataset, new Map((table.column('region') as string[]).map((region, row) => [region, firsts[row]!])))
    },
    note: ({ version, touched, reworked }) => {
      for (const [dataset, touches] of touched) {
        const known = bounds.get(dataset) ?? new Map<RegionCode, number>()
        bounds.set(dataset, known)
        const changed = new Set(reworked.get(dataset)?.map(({ region, at }) => `${region} ${at}`))
        const added = ({ region, at }: Touch): boolean => !changed.has(`${region} ${at}`)
        // All are looked at: each may take the certainty from its region. What was added comes last and gives it back.
        const moved = [...touches]
          .sort((a, b) => Number(added(a)) - Number(added(b)))
          .filter(
            (touch) => touch.region !== null && moves(known, touch.region, { first: touch.first, added: added(touch) }),
          )
        if (moved.length > 0) versions.set(dataset, version)
      }
    },
  }
}
