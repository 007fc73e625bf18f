import type { CaseDetail } from '../../contract/index.ts'
import type { Sql } from '../../store/index.ts'
import { detailOf } from '../answers/detail.ts'
import { typeOf } from '../answers/row.ts'
import type { Room } from '../context.ts'
import { ownOf } from '../parties/standing.ts'
import { duplicatesOf } from '../rows/duplicates.ts'
import { entriesOf, mergedInto } from '../rows/read.ts'
import { createBinder, withinSql } from '../rows/within.ts'
import { isOpen, type Case, type Reader } from '../types.ts'
import { maySee, visibleCase } from './visible.ts'

/** A case with its chain and what is around it, from one moment. */
export const describe = async (room: Room, one: Case, reader: Reader, sql: Sql): Promise<CaseDetail> => {
  const entries = await entriesOf(sql, one.id)
  const binder = createBinder()
  const within = withinSql(reader.scope, ownOf(reader.person), {
    root: room.regions.root.code,
    below: room.below,
    binder,
  })
  const photos = await room.photos.named(
    sql,
    entries.flatMap(({ evidence }) => evidence),
  )
  const { near } = typeOf(room.catalog(), one.type)
  const duplicates =
    isOpen(one.state) && one.state !== 'feedback' && one.state !== 'verified'
      ? await duplicatesOf(sql, one, { near, within, binder })
      : []
  const merged = (await mergedInto(sql, one.id)).filter((other) => maySee(room, reader, other))
  return detailOf(one, { entries, photos, duplicates, merged }, room, reader)
}

export const readCase = (room: Room, id: string, reader: Reader): Promise<CaseDetail> =>
  room.ledger.read(async (sql) => describe(room, await visibleCase(room, id, reader, sql), reader, sql))
