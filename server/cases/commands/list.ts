import type { z } from 'zod'
import type { Catalog } from '../../catalog/index.ts'
import {
  ofAllCases,
  type CaseParty,
  type CasesAnswer,
  type casesQuerySchema,
  type PartiesAnswer,
  type partiesQuerySchema,
} from '../../contract/index.ts'
import { mayRead, mayReadTheme, problem, Refused } from '../../indicators/index.ts'
import { can } from '../../regions/index.ts'
import type { Sql } from '../../store/index.ts'
import { rowOf, typeOf } from '../answers/row.ts'
import type { Room } from '../context.ts'
import { idsOf, ownOf } from '../parties/standing.ts'
import { countTypes, listCases, type TypeSize } from '../rows/list.ts'
import { createBinder, withinSql } from '../rows/within.ts'
import { fence } from '../rows/write.ts'
import type { Reader } from '../types.ts'
import { mayName, visibleCase } from './visible.ts'

const typesBySize = (
  catalog: Catalog,
  sizes: ReadonlyMap<string, TypeSize>,
  group: string | undefined,
  { scope }: Reader,
): CasesAnswer['types'] => {
  const told = [...catalog.caseTypes.values()].filter(
    (type) => (group === undefined || type.group === group) && mayReadTheme(scope, type.theme),
  )
  return [...new Set([...told.map(({ id }) => id), ...sizes.keys()])]
    .map((id) => typeOf(catalog, id))
    .sort((a, b) => a.order - b.order)
    .map(({ id, title, group: of }) => ({ id, title, group: of, ...(sizes.get(id) ?? { total: 0, late: 0 }) }))
}

/** A page of the cases a reader may see. Throws `Refused` for a region out of reach. */
export const list = async (
  room: Room,
  { cursor, limit, by, ...filter }: z.output<typeof casesQuerySchema>,
  reader: Reader,
): Promise<CasesAnswer> => {
  const { catalog, ledger, clock, regions, below } = room
  if (filter.region !== undefined && !mayRead(regions, reader.scope, filter.region)) {
    throw new Refused(
      problem(404, 'unknown-region', `没有区域 ${filter.region}`, {
        field: 'region',
        hint: '可用的区域见 GET /api/v1/regions',
      }),
    )
  }
  const binder = createBinder()
  const mine = idsOf(reader.person)
  const within = withinSql(reader.scope, ownOf(reader.person), { root: regions.root.code, below, binder })
  const ask = { filter, now: clock.local(), mine, within, binder, below }
  const [page, sizes] = await ledger.read(
    async (sql) =>
      [await listCases(sql, { ...ask, cursor, limit }), by === 'type' ? await countTypes(sql, ask) : null] as const,
  )
  return {
    asOf: clock.zone.format(clock.local()),
    cases: page.cases.map((one) => rowOf(one, room, reader)),
    total: page.counts[filter.queue],
    counts: page.counts,
    late: page.late,
    types: sizes && typesBySize(catalog(), sizes, filter.group, reader),
    next: page.next,
  }
}

/**
 * Open cases each party has, of those the reader may see; a party outside their reach has no number, theirs would tell
 * of other places.
 */
const loadsOf = async (
  { regions, below }: Room,
  fits: readonly CaseParty[],
  { person, scope }: Reader,
  sql: Sql,
): Promise<PartiesAnswer> => {
  const own = ownOf(person)
  const within = ({ id, region }: CaseParty): boolean =>
    own.holders.includes(id) || mayRead(regions, ofAllCases(scope), region)
  const told = fits.filter(within).map(({ id }) => id)
  const binder = createBinder()
  const seen = withinSql(scope, own, { root: regions.root.code, below, binder })
  const load = await sql.query(
    ...binder.bind(
      `select p.id, count(s.id) as open from (select unnest(${binder.add(told)}::VARCHAR[]) as id, unnest(${binder.add(told.map(fence))}::VARCHAR[]) as fenced) p
      left join (select * from case_state where is_open and ${seen}) s on contains(s.holders, p.fenced) group by p.id`,
    ),
  )
  const open = new Map(load.records().map(({ id, open: count }) => [id as string, count as number]))
  return { parties: fits.map((party) => ({ ...party, open: open.get(party.id) ?? null })) }
}

/**
 * Who a case could be given to, nearest first; only those within the reader's reach with what they already have. Who
 * may see nothing of a place is told nobody.
 */
export const parties = async (
  room: Room,
  query: z.output<typeof partiesQuerySchema>,
  reader: Reader,
): Promise<PartiesAnswer> => {
  const { ledger, directory, catalog, regions } = room
  return ledger.read(async (sql) => {
    const one = query.case === undefined ? null : await visibleCase(room, query.case, reader, sql)
    const region = one?.region ?? query.region ?? regions.root.code
    const theme = one && typeOf(catalog(), one.type).theme
    if (one === null && !can(regions, reader.person, { action: 'handle', region }))
      throw new Refused(
        problem(
          404,
          'unknown-region',
          query.region === undefined ? '全域不在您的处置范围内，请写明区域' : `没有区域 ${query.region}`,
          { field: 'region' },
        ),
      )
    const fits = directory
      .around(region, theme ?? [...catalog().caseTypes.values()][0]?.theme ?? '')
      .filter((party) => mayName(room, reader, region, party))
      .filter(
        (party) =>
          (party.id !== one?.owner?.id || query.action === 'dispatch')
          && (query.action !== 'assign' || one?.owner == null || regions.contains(one.owner.region, party.region))
          && (query.q === undefined || `${party.name}${party.post}`.includes(query.q)),
      )
      .slice(0, 100)
    return loadsOf(room, fits, reader, sql)
  })
}
