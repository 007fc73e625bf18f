import { ofAllCases, ofOwnCases, type CaseParty, type Problem, type RegionCode } from '../../contract/index.ts'
import { mayRead, problem, Refused } from '../../indicators/index.ts'
import type { Sql } from '../../store/index.ts'
import { typeOf } from '../answers/row.ts'
import type { Room } from '../context.ts'
import { ownOf } from '../parties/standing.ts'
import { findCase } from '../rows/read.ts'
import type { Case, Reader } from '../types.ts'

const noCase = (id: string): Problem => problem(404, 'unknown-case', `没有编号为 ${id} 的事件`, { field: 'id' })

/**
 * Whether a reader may see a case: their scope reaches it, or they hold it. Where it reaches their own alone, they have
 * had a hand in it.
 */
export const maySee = (
  { regions, catalog }: Pick<Room, 'regions' | 'catalog'>,
  { person, scope }: Reader,
  one: Case,
): boolean => {
  const { theme } = typeOf(catalog(), one.type)
  const { holders, hand } = ownOf(person)
  return (
    mayRead(regions, ofAllCases(scope), one.region, theme)
    || [one.owner, ...one.cohandlers].some((party) => party !== null && holders.includes(party.id))
    || (one.hands.includes(hand) && mayRead(regions, ofOwnCases(scope), one.region, theme))
  )
}

/** A case the reader may see. Throws `Refused`, in the same words whether it is absent or out of reach. */
export const visibleCase = async (room: Room, id: string, reader: Reader, sql: Sql): Promise<Case> => {
  const one = await findCase(sql, id)
  if (one === null || !maySee(room, reader, one)) throw new Refused(noCase(id))
  return one
}

/**
 * Whether a party may be named to a reader who acts in a region: it lies within their reach, is a department, or stands
 * above the place and takes over from there.
 */
export const mayName = (
  { regions }: Pick<Room, 'regions'>,
  { scope }: Reader,
  region: RegionCode,
  party: CaseParty,
): boolean => mayRead(regions, scope, party.region) || regions.contains(party.region, region)
