import { type Problem } from '../../contract/index.ts'
import { mayRead, problem, Refused } from '../../indicators/index.ts'
import type { Sql } from '../../store/index.ts'
import { typeOf } from '../answers/row.ts'
import type { Room } from '../context.ts'
import { idsOf } from '../parties/standing.ts'
import { findCase } from '../rows/read.ts'
import type { Case, Reader } from '../types.ts'

const noCase = (id: string): Problem => problem(404, 'unknown-case', `没有编号为 ${id} 的事件`, { field: 'id' })

/** Whether a reader may see a case: their scope reaches it, or they hold it. */
export const maySee = ({ regions, catalog }: Pick<Room, 'regions' | 'catalog'>, { person, scope }: Reader, one: Case): boolean =>
  mayRead(regions, scope, one.region, typeOf(catalog(), one.type).theme) || [one.owner, ...one.cohandlers].some((party) => party !== null && idsOf(person).includes(party.id))

/** A case the reader may see. Throws `Refused`, in the same words whether it is absent or out of reach. */
export const visibleCase = async (room: Room, id: string, reader: Reader, sql: Sql): Promise<Case> => {
  const one = await findCase(sql, id)
  if (one === null || !maySee(room, reader, one)) throw new Refused(noCase(id))
  return one
}
