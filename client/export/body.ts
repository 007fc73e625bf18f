import type { z } from 'zod'
import type { exportBodySchema, Grain, RegionCode, TableFormat } from '../../server/contract/index.ts'

/** Formats as people call them, the handed-in ones first. */
export const FORMATS: readonly { id: TableFormat; title: string; about: string }[] = [
  { id: 'docx', title: 'Word', about: '可再编辑的表' },
  { id: 'xlsx', title: 'Excel', about: '数据、口径、质量三张表' },
  { id: 'pdf', title: 'PDF', about: '会上传阅' },
  { id: 'csv', title: 'CSV', about: 'UTF-8，其他系统读取' },
  { id: 'parquet', title: 'Parquet', about: '数据工具读取' },
]

/** What can be taken out. */
export interface Wanted {
  indicators: readonly string[]
  region: RegionCode
  level: string
  only: readonly string[]
  grain: Grain
  from: string
  to: string
  /** Dimensions it is crossed by. */
  by?: readonly string[]
  /** Of single things only those whose name holds this. */
  find?: string
}

/** The order for a file of it. */
export const bodyOf = (
  {
    indicators,
    region,
    level,
    only,
    grain,
    from,
    to,
    by = [],
    find = '',
    yoy,
    pop,
  }: Wanted & { yoy: boolean; pop: boolean },
  format: TableFormat,
): z.input<typeof exportBodySchema> => {
  const compare = [...(yoy ? ['yoy'] : []), ...(pop ? ['pop'] : [])].join(',')
  return {
    indicators: [...indicators],
    format,
    query: {
      region,
      grain,
      ...(level ? { children: level } : {}),
      ...(only.length > 0 ? { only: only.join(',') } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(compare ? { compare } : {}),
      ...(by.length > 0 ? { by: by.join(',') } : {}),
      ...(find ? { find } : {}),
    },
  }
}
