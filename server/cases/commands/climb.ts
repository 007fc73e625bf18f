import type { Room } from '../context.ts'
import { apply } from '../machine/apply.ts'
import { asCases } from '../rows/read.ts'
import { appendEntries, updateCases } from '../rows/write.ts'
import { SYSTEM } from '../types.ts'
import { typeOf } from '../answers/row.ts'

const AT_ONCE = 200

/** Tells the level above of cases whose present step is past its limit, once per step. Returns how many climbed. */
export const climb = async (room: Room): Promise<number> => {
  const { ledger, clock, regions, directory, numbers } = room
  const at = clock.local()
  const changes = await ledger.write(async (sql) => {
    const late = await sql.query(
      `select record from case_state where is_open and not climbed and due < $1::BIGINT order by due limit ${AT_ONCE}`,
      [at],
    )
    const done = asCases(late.column('record')).map((one) => {
      const type = typeOf(room.catalog(), one.type)
      const above = regions.path(one.owner?.region ?? one.region).at(-2)?.code ?? regions.root.code
      const change = apply(
        one,
        {
          action: 'climb',
          by: SYSTEM,
          at,
          words: '超过时限未办',
          party: directory.party(above),
          other: null,
          evidence: [],
          amount: null,
          automatic: true,
          sequence: numbers.nextSequence(),
          key: null,
        },
        type,
        room.limitsOf(type),
      )
      return { ...change, type }
    })
    await updateCases(sql, done)
    await appendEntries(
      sql,
      done.map(({ entry }) => entry),
    )
    return done
  })
  for (const change of changes) room.announce(change)
  return changes.length
}
