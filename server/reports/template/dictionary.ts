import { z } from 'zod'
import type { Grain } from '../../contract/index.ts'
import { headSchema, type Template } from './read/parse.ts'

const GRAIN_WORDS: Record<Grain, string> = {
  hour: '时',
  day: '日',
  week: '周',
  dekad: '旬',
  month: '月',
  quarter: '季',
  year: '年',
}

/**
 * The reports there are, as a section of the dictionary; `levelTitle` names a level, and gives one this place tree does
 * not have back as it is.
 */
export const reportDictionary = (templates: readonly Template[], levelTitle: (level: string) => string): string => {
  if (templates.length === 0) return ''
  const rows = templates.map(
    ({ id, title, about, subject, grain, levels, schedule, zone, file }) =>
      `| ${[title, `\`${id}\``, subject === 'alert' ? '专报' : GRAIN_WORDS[grain], levels.length === 0 ? '各级' : levels.flatMap((level) => (levelTitle(level) === level ? [] : [levelTitle(level)])).join('、'), schedule ?? '', schedule === undefined ? '' : (zone ?? '本市'), about, `\`${file}\``].join(' | ')} |`,
  )
  return `\n## 报告\n\n| 报告 | 编号 | 统计期 | 层级 | 自动编制（schedule） | 时区（zone） | 说明 | 文稿 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

/** JSON Schema of a report's head, for editors. */
export const reportHeadSchema = (): unknown => ({
  title: '一屏 报告说明',
  ...z.toJSONSchema(headSchema, { io: 'input', unrepresentable: 'any' }),
})
