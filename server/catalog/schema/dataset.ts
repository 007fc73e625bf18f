import { z } from 'zod'
import { DATA_CLASSES } from '../../contract/index.ts'
import { durationSchema, expressionSchema, idSchema, nameSchema, proseSchema } from './text.ts'

const COLUMN_TYPES = ['text', 'integer', 'number', 'boolean', 'time', 'date', 'region', 'point'] as const
export type ColumnType = (typeof COLUMN_TYPES)[number]

const oneOrMore = z.union([z.string(), z.array(z.string()).nonempty()]).transform((value) => [value].flat())
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** How one column is named, written and checked in what a department delivers. */
const columnSchema = z.strictObject({
  type: z.enum(COLUMN_TYPES),
  title: z.string().optional().describe('中文名，用于明细表头和拒收说明'),
  required: z.boolean().default(false),
  from: z
    .union([oneOrMore, z.strictObject({ lon: z.string(), lat: z.string() })])
    .optional()
    .describe('文件中的表头，或几个候选表头；点位由两列组成时写 { lon, lat }'),
  format: z.string().optional().describe('strptime 格式'),
  zone: z.string().optional(),
  compose: z.string().optional().describe('由几列拼成，如 "{date} {hour}"'),
  shift: durationSchema.optional(),
  blank: z.array(z.string()).optional(),
  values: z.union([z.array(scalar).nonempty(), z.record(z.string(), scalar)]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: z.string().optional(),
  class: z.enum(DATA_CLASSES).optional(),
  mask: z.enum(['name', 'phone', 'id', 'address', 'point']).optional(),
})
export type Column = z.infer<typeof columnSchema>

const checkSchema = z.strictObject({ rule: expressionSchema, says: z.string() })

const needs = z.number().int().min(1).default(1)
const maxRunning = z.strictObject({
  of: expressionSchema,
  hours: z.number().int().min(2).max(24),
  needs: z.number().int().min(1),
  windows: z.number().int().min(1),
})

/** Column of a derived dataset, by its key: an aggregate over the rows of one thing in one bucket. */
export const deriveKinds = {
  average: z.strictObject({ average: expressionSchema, needs }),
  sum: z.strictObject({ sum: expressionSchema, needs }),
  min: z.strictObject({ min: expressionSchema, needs }),
  max: z.strictObject({ max: expressionSchema, needs }),
  count: z.strictObject({ count: expressionSchema }),
  /**
   * Largest mean over `hours` consecutive hours inside the day; a window needs `needs` values, the day `windows`
   * windows.
   */
  max_running: z.strictObject({ max_running: maxRunning }),
  /** Piecewise linear through the points, over a column above; outside them the end values hold. */
  line: z.strictObject({
    line: z.strictObject({ of: expressionSchema, points: z.array(z.tuple([z.number(), z.number()])).min(2) }),
  }),
  expression: z.strictObject({ expression: expressionSchema }),
}
const deriveColumn = z.union(Object.values(deriveKinds))
export type DeriveColumn = z.infer<typeof deriveColumn>

/** Rows computed from another dataset: one per thing (`per`) and bucket (`every`). */
export const deriveSchema = z.strictObject({
  from: idSchema,
  per: z.array(nameSchema).nonempty(),
  every: z.enum(['hour', 'day']),
  columns: z.record(nameSchema, deriveColumn),
})

const common = {
  id: idSchema,
  title: z.string(),
  owner: z.string().describe('数源单位'),
  freshness: durationSchema.default(86_400),
  synthetic: z.boolean().default(false).describe('演示数据'),
  class: z.enum(DATA_CLASSES).default('internal'),
  small_count: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('个人数据（class: personal）：少于此数的统计值只给有明细权限的人看，默认 5，0 为不隐去'),
  note: proseSchema.optional(),
}

/** Rows that are something somebody must do. */
const caseSourceSchema = z.strictObject({
  case: idSchema.describe('转为哪一类事件'),
  when: expressionSchema.optional().describe('哪些行转为事件；不写就是每一行'),
  title: z.string().min(1).describe('标题；{列名} 换成该行的值，{区域} 换成所在区域的名称'),
  words: z.string().default('').describe('情况说明，写法同标题'),
  place: nameSchema.optional().describe('写明详细地点的文本列'),
  within: durationSchema
    .default(30 * 86_400)
    .describe('发生时间早于到达时间这么久的行只作历史，不再转为事件；默认 30d'),
})

/** What of this program may feed a dataset. */
export const FEEDERS = ['cases', 'alerts'] as const

export const deliveredSchema = z.strictObject({
  ...common,
  kind: z.enum(['record', 'reading', 'snapshot']),
  key: z.array(nameSchema).default([]),
  time: nameSchema,
  /** A snapshot's period: for one key and period the last delivery counts. */
  period: z.enum(['day', 'week', 'dekad', 'month', 'quarter', 'year']).optional(),
  updated: nameSchema.optional().describe('决定新旧的列，默认 updated_at（如有）'),
  region: z
    .union([
      nameSchema,
      z.strictObject({ lookup: idSchema, by: nameSchema, take: nameSchema }),
      z.strictObject({ point: nameSchema }),
    ])
    .optional()
    .describe('区域列；设备或点位按登记表定位写 { lookup, by, take }；登记表本身可以没有区域'),
  columns: z.record(nameSchema, columnSchema),
  dimensions: z
    .array(
      z.strictObject({
        id: nameSchema,
        title: z.string(),
        lookup: idSchema,
        by: nameSchema,
        take: nameSchema,
        each: z
          .boolean()
          .default(false)
          .describe(
            '逐个列出登记的对象，如逐家企业：take 写名称列，不写 values；只给有明细权限的人看，只用于分析台和导出',
          ),
      }),
    )
    .default([])
    .describe('分析维度：按登记表查到的类别，如企业的行业；本数据资源中写了 values 的文本列自动成为维度'),
  checks: z.array(checkSchema).default([]),
  fed_by: z
    .enum(FEEDERS)
    .optional()
    .describe('由系统自己写入，不由部门报送：cases 为事件和督办件的办理状态，alerts 为预警的经过'),
  opens: caseSourceSchema.optional().describe('哪些行要有人办：到达后自动立为事件，同一行只立一次'),
})
export type DeliveredDefinition = z.infer<typeof deliveredSchema>

export const derivedSchema = z.strictObject({ ...common, derive: deriveSchema })
export type DerivedDefinition = z.infer<typeof derivedSchema>

export const datasetSchema = z.union([deliveredSchema, derivedSchema])
export type DatasetDefinition = DeliveredDefinition | DerivedDefinition
