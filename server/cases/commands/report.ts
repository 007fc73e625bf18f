import type { z } from 'zod'
import type { CaseDetail, caseReportSchema } from '../../contract/index.ts'
import { mayRead, problem, Refused } from '../../indicators/index.ts'
import { parseLocal } from '../../lib/index.ts'
import { can } from '../../regions/index.ts'
import type { Room } from '../context.ts'
import { begin } from '../machine/begin.ts'
import { entryOfMessage, findCase } from '../rows/read.ts'
import { appendEntries, insertCases } from '../rows/write.ts'
import { actorOf, type Reader } from '../types.ts'
import { checkPhotos, messageKey } from './checks.ts'
import { describe } from './read.ts'

type Report = z.output<typeof caseReportSchema>

const typeFor = ({ catalog, regions }: Room, { type: id, region }: Report, { person, scope }: Reader) => {
  const type = catalog().caseTypes.get(id)
  if (!type?.byHand)
    throw new Refused(
      problem(422, 'unknown-case-type', `没有可上报的类型 ${id}`, {
        field: 'type',
        hint: '可选的类型见 GET /api/v1/cases/types',
      }),
    )
  if (regions.get(region) === null || !can(regions, person, { action: 'handle', region, theme: type.theme })) {
    const place = mayRead(regions, scope, region, type.theme) ? regions.get(region) : null
    const hint = '只能上报自己负责的区域'
    throw new Refused(
      place
        ? problem(403, 'not-allowed', `您不能为${place.name}上报“${type.title}”`, { field: 'region', hint })
        : problem(404, 'unknown-region', `没有区域 ${region}`, { field: 'region', hint }),
    )
  }
  return type
}

const dueOf = ({ clock }: Room, { due }: Report): number | null => {
  if (due === undefined) return null
  const local = parseLocal(clock.zone, due)
  if (local === null || local <= clock.local())
    throw new Refused(problem(422, 'bad-due', '完成时限须晚于现在', { field: 'due' }))
  return local
}

/** Takes a report by hand; the same key again answers with the case it made. Throws `Refused`. */
export const reportCase = async (room: Room, report: Report, reader: Reader): Promise<CaseDetail> => {
  const { ledger, clock, directory, numbers } = room
  const type = typeFor(room, report, reader)
  const key = messageKey(reader, report.key)
  const done = await ledger.write(async (sql) => {
    const earlier = key === null ? null : await entryOfMessage(sql, key)
    if (earlier) return { detail: await describe(room, (await findCase(sql, earlier.case))!, reader, sql), fresh: null }
    await checkPhotos(room, report.evidence, reader, sql)
    const at = clock.local()
    const { title, words, region, place, point, reporter, evidence } = report
    const begun = begin(
      {
        id: await numbers.nextCase(sql, at),
        title,
        words,
        region,
        place,
        point,
        reporter,
        urgency: report.urgency ?? type.urgency,
        origin: { kind: 'hand', title: reader.person.post || '人工上报', alert: null },
        desk: directory.deskOf(type, region),
        due: dueOf(room, report),
      },
      {
        by: actorOf(reader.person),
        at,
        words,
        party: null,
        other: null,
        evidence,
        amount: null,
        automatic: false,
        sequence: numbers.nextSequence(),
        key,
      },
      type,
      room.limitsOf(type),
    )
    await insertCases(sql, [{ case: begun.case, type, originKey: null }])
    await appendEntries(sql, [begun.entry])
    return { detail: await describe(room, begun.case, reader, sql), fresh: begun }
  })
  if (done.fresh) room.announce({ ...done.fresh, type })
  return done.detail
}
