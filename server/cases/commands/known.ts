import type { CaseRow } from '../../contract/index.ts'
import { rowOf } from '../answers/row.ts'
import type { Room } from '../context.ts'
import { findCases, casesOfOrigins } from '../rows/read.ts'
import type { Reader } from '../types.ts'
import { maySee } from './visible.ts'

/** A case by its number or by what caused it, under a name of the asker's own. */
export type Wanted = { key: string } & ({ id: string } | { cause: string })

/** Those of the wanted cases that are there and that the reader may see, by the asker's names. */
export const known = (room: Room, wanted: readonly Wanted[], reader: Reader): Promise<Map<string, CaseRow>> =>
  room.ledger.read(async (sql) => {
    const ofCause = await casesOfOrigins(
      sql,
      wanted.flatMap((one) => ('cause' in one ? [one.cause] : [])),
    )
    const ids = new Map(
      wanted.flatMap((one) => {
        const id = 'id' in one ? one.id : ofCause.get(one.cause)
        return id === undefined ? [] : [[one.key, id] as const]
      }),
    )
    const found = new Map(
      (await findCases(sql, [...new Set(ids.values())]))
        .filter((one) => maySee(room, reader, one))
        .map((one) => [one.id, rowOf(one, room, reader)]),
    )
    return new Map(
      [...ids].flatMap(([key, id]) => {
        const row = found.get(id)
        return row ? [[key, row] as const] : []
      }),
    )
  })
