import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { grainSchema, type CatalogProblem } from '../../../contract/index.ts'
import { readWhen, readZone, WHEN_HINT, ZONE_HINT } from '../../timing/index.ts'
import { bodyOf } from './body.ts'
import type { Node, Tell } from './nodes.ts'

/** What stands between the `---` lines of a report. */
export const headSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .describe('编号，全部报告中唯一'),
    title: z.string().min(1).describe('名称'),
    subject: z
      .enum(['period', 'alert'])
      .default('period')
      .describe('写什么：period 一个统计期，alert 一条预警及其事件（专报）'),
    about: z.string().default('').describe('给谁看、看什么'),
    grain: grainSchema.describe('统计期'),
    levels: z.array(z.string()).default([]).describe('为哪些层级编制；不写为各级'),
    schedule: z
      .string()
      .refine((text) => readWhen(text) !== null, `看不懂报送时间；${WHEN_HINT}`)
      .optional()
      .describe('自动编制的时间，如“每月5日 09:00，遇休顺延”'),
    zone: z
      .string()
      .refine((name) => readZone(name) !== null, `没有这个时区；${ZONE_HINT}`)
      .transform((name) => readZone(name)!)
      .optional()
      .describe('schedule 所用的时区，IANA 名；不写为本市时区'),
  })
  .refine(({ schedule, zone }) => zone === undefined || schedule !== undefined, {
    path: ['zone'],
    message: '时区只与 schedule 同用',
  })

/** A report as its author wrote it; `text` is kept with each issue, so that it can be made again. */
export interface Template extends z.infer<typeof headSchema> {
  file: string
  text: string
  nodes: Node[]
}

/** A template from its file: YAML between `---` lines, then text. Problems name file and line. */
export const parseTemplate = (
  file: string,
  text: string,
): { template: Template | null; problems: CatalogProblem[] } => {
  const problems: CatalogProblem[] = []
  const tell: Tell = (line, message) => void problems.push({ file, line, column: 1, where: '', message })
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0) {
    tell(1, '文件应以一段用 --- 隔开的说明开头（id、title、grain）')
    return { template: null, problems }
  }
  let raw: unknown = null
  try {
    raw = parseYaml(lines.slice(1, end).join('\n'))
  } catch (error) {
    tell(2, `说明不是有效的 YAML：${(error as Error).message.split('\n')[0]}`)
  }
  const head = headSchema.safeParse(raw)
  const nodes = bodyOf(lines.slice(end + 1), end + 2, tell)
  if (!head.success) {
    for (const { path, message } of head.error.issues)
      tell(
        1 + Math.max(1, lines.slice(1, end).findIndex((one) => one.startsWith(`${String(path[0])}:`)) + 1),
        `${path.join('.')}：${message}`,
      )
    return { template: null, problems }
  }
  return { template: { ...head.data, file, text, nodes }, problems }
}
