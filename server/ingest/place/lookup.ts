import type { Reject } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import { factTable, name, type CheckedRow, type Store } from '../../store/index.ts'
import type { DeliveredDataset } from '../../catalog/index.ts'
import { reject } from '../../parse/index.ts'

const MOST_KNOWN = 100_000

export type Placed = { rows: CheckedRow[]; rejects: Reject[] }
/** Gives rows their region; those that have none are refused. */
export type Place = (rows: CheckedRow[]) => Promise<Placed>

interface LookupRegion {
  lookup: string
  by: string
  take: string
}

/** What registries say about keys, kept until the registry changes; only keys that were asked for are read. */
export const createRegistries = (store: Store) => {
  const known = new Map<string, Map<string, string | null>>()
  store.onCommit(({ touched }) => {
    for (const id of touched.keys())
      for (const key of [...known.keys()]) if (key.startsWith(`${id} `)) known.delete(key)
  })

  const read = async (
    registry: DeliveredDataset,
    take: string,
    keys: string[],
  ): Promise<Map<string, string | null>> => {
    const key = name(registry.key[0]!)
    const table = await store.read((sql) =>
      sql.query(
        `select ${key}::VARCHAR as k, any_value(${name(take)}::VARCHAR) as v from ${factTable(registry.id)} where _superseded is null and ${key}::VARCHAR in (select unnest($1)) group by all`,
        [keys],
      ),
    )
    const values = table.column('v')
    return new Map(table.column('k').map((one, index) => [String(one), (values[index] ?? null) as string | null]))
  }

  return async (
    registry: DeliveredDataset,
    take: string,
    wanted: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, string | null>> => {
    const slot = `${registry.id} ${take}`
    let map = known.get(slot)
    if (!map || map.size + wanted.size > MOST_KNOWN) known.set(slot, (map = new Map()))
    const missing = [...wanted].filter((key) => !map.has(key))
    // Only what is there is kept: a key that is not may come at any moment.
    if (missing.length > 0) for (const [key, value] of await read(registry, take, missing)) map.set(key, value)
    return map
  }
}
type Registries = ReturnType<typeof createRegistries>

/** Places rows by the registry their dataset names. */
export const placeByLookup =
  ({ by, take }: LookupRegion, registry: DeliveredDataset, registries: Registries, regions: Regions): Place =>
  async (rows) => {
    const keyOf = (row: CheckedRow): string => String(row.values[by])
    const known = await registries(registry, take, new Set(rows.map(keyOf)))
    const rejects: Reject[] = []
    const placed = rows.filter((row) => {
      const key = keyOf(row)
      const written = known.get(key)
      row.region = written === undefined || written === null ? null : regions.resolve(written)
      if (row.region !== null) return true
      rejects.push(
        reject(
          row.row,
          by,
          key,
          written === undefined
            ? `登记表“${registry.title}”中没有这个编号`
            : written === null
              ? `登记表“${registry.title}”没有写明它的区域（${take}）`
              : `所在区域 ${written} 在“${regions.root.name}”的区划树之外`,
        ),
      )
      return false
    })
    return { rows: placed, rejects }
  }
