import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { problem, Refused } from '../../indicators/index.ts'
import { xlsx } from '../export/xlsx/index.ts'
import type { DocumentFormat } from './model.ts'

/** Issues of before kept no numbers; reading them now would not give what was written then. */
const nothingKept = (): Refused =>
  new Refused(
    problem(404, 'no-data-kept', '这一期编制时没有留存数据表', { hint: '请重新编制一期，或在分析页导出相同指标' }),
  )

/** The numbers a document was written from, as a workbook. Throws `Refused` where none were kept. */
export const renderWorkbook: DocumentFormat['render'] = async ({ stamp, data }) => {
  if (!data) throw nothingKept()
  const sink = new PassThrough()
  const bytes = buffer(sink)
  const file = xlsx.open(sink, {
    ...stamp,
    ...(stamp.definitions ? { definitions: { ...stamp.definitions, where: '“口径”表' } } : {}),
  })
  for (const { rows, ...sheet } of data) {
    await file.sheet({
      ...sheet,
      pages: async function* () {
        yield await Promise.resolve(rows)
      },
    })
  }
  await file.close()
  sink.end()
  return bytes
}
