import { Router, type Request, type Response } from 'express'
import { cellsQuerySchema } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { EXPORTERS, isTableFormat, SinkClosed } from '../../reports/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

/** Names a download so that every browser keeps its Chinese. */
export const attach = (response: Response, name: string, mime: string): void => {
  response.set({ 'content-type': mime, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store' })
}

/** `cells` as a file, with the same query. */
export const exportRoutes = ({ reports, access, audit }: HttpDeps): Router => {
  const cells = async (request: Request<{ id: string; format: string }>, response: Response): Promise<void> => {
    const { id, format } = request.params
    if (!isTableFormat(format)) throw new Refused(problem(404, 'unknown-format', `没有格式 ${format}`, { hint: `可用：${Object.keys(EXPORTERS).join('、')}` }))
    const person = access.personOf(request.headers)
    if (!person) throw new Refused(problem(401, 'signed-out', '请先登录'))
    const table = await reports.prepare({ person, scope: access.scopeFor(person, 'export'), indicators: [id], parameters: parseQuery(cellsQuerySchema, request.query), format })
    const { extension, mime } = EXPORTERS[format]
    await audit.append({ ...whoSent(access, request), deed: 'export', what: `${format} ${id} rows:${table.rows} version:${table.stamp.version} ${table.stamp.scope}`, outcome: 'done' })
    attach(response, `${table.name}.${extension}`, mime)
    response.set('x-data-version', String(table.stamp.version))
    try {
      await reports.write(table, format, response)
      response.end()
    } catch (error) {
      if (error instanceof SinkClosed) return
      // The headers are out: breaking off is the only way left to say that the file is not whole.
      response.destroy(error as Error)
    }
  }
  return Router().get('/indicators/:id/cells.:format', cells)
}
