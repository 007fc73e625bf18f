import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router, type Request } from 'express'
import { mayAudit } from '../../access/index.ts'
import { auditQuerySchema, auditSpanSchema, type AuditPage } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { parseLocal } from '../../lib/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

const DAY = 86_400_000

/** `audit_20261101-20261128T093015.ndjson`: from when, as far as somebody asked, and to when. */
const fileName = (now: string, { from, to }: { from: string | null; to: string | null }): string => {
  const day = (text: string): string => text.slice(0, 10).replaceAll('-', '')
  const time = now.slice(11, 19).replaceAll(':', '')
  return `audit_${from === null ? '' : `${day(from)}-`}${to === null ? `${day(now)}T${time}` : day(to)}.ndjson`
}

/**
 * The auditor's desk: pages, proof and export; who reads here is written down too. There is no way to change or remove
 * an entry.
 */
export const auditRoutes = ({ access, audit, clock, regions, tell }: HttpDeps): Router => {
  const admit = (request: Request): void => {
    const person = access.personOf(request.headers)
    if (person === null || !mayAudit(regions, person))
      throw new Refused(
        problem(403, 'not-allowed', '没有审计权限', { hint: '需要全部区域、全部主题的“审计”权限，请联系系统管理员' }),
      )
  }
  const moment = (text: string | undefined, field: string, end: boolean): string | null => {
    if (text === undefined) return null
    const local = parseLocal(clock.zone, text)
    if (local === null)
      throw new Refused(
        problem(400, 'unreadable-time', `无法识别的时间“${text}”`, {
          field,
          hint: '请写作 2026-11-21 或 2026-11-21T08:00:00+08:00',
        }),
      )
    return clock.zone.format(end && text.trim().length <= 10 ? local + DAY - 1 : local)
  }
  const spanOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => ({
    from: moment(from, 'from', false),
    to: moment(to, 'to', true),
  })

  return Router()
    .get('/audit', async (request, response) => {
      admit(request)
      const query = parseQuery(auditQuerySchema, request.query)
      audit.note({ ...whoSent(access, request), deed: 'audit', what: `read ${JSON.stringify(query)}`, outcome: 'done' })
      const { entries, next } = await audit.read(query, spanOf(query), (entry) => tell(entry).object)
      response.json({ entries: entries.map(tell), next } satisfies AuditPage)
    })
    .get('/audit/verify', async (request, response) => {
      admit(request)
      const verdict = await audit.verify()
      audit.note({
        ...whoSent(access, request),
        deed: 'audit',
        what: `verify ${verdict.entries} ${verdict.whole ? 'whole' : 'broken'}`,
        outcome: 'done',
      })
      response.json(verdict)
    })
    .get('/audit/export', async (request, response) => {
      admit(request)
      const span = spanOf(parseQuery(auditSpanSchema, request.query))
      await audit.append({
        ...whoSent(access, request),
        deed: 'export',
        what: `audit ${span.from ?? ''}–${span.to ?? ''}`,
        outcome: 'done',
      })
      response.type('application/x-ndjson').attachment(fileName(clock.zone.format(clock.local()), span))
      const lines = async function* (): AsyncGenerator<string> {
        for await (const entries of audit.pages(span))
          yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      }
      await pipeline(Readable.from(lines()), response)
    })
}
