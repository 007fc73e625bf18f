import { z } from 'zod'
import { grainSchema } from '../../contract/index.ts'
import { expressionSchema, idSchema, nameSchema, proseSchema, thresholdSchema } from './text.ts'

const point = z.tuple([z.number(), z.number()])

/** A side of a ratio, by its key. */
export const termKinds = {
  count: z.strictObject({ count: expressionSchema }),
  sum: z.strictObject({ sum: expressionSchema }),
}
export const termSchema = z.union([termKinds.count, termKinds.sum])

const latest = z.strictObject({
  of: expressionSchema,
  per: z.union([nameSchema, z.array(nameSchema).nonempty()]).transform((value) => [value].flat()),
  across: z.enum(['sum', 'average', 'min', 'max']),
})
const indexPart = z.strictObject({ weight: z.number().positive(), line: z.array(point).min(2) })

/** What is computed, by the key that names the kind. */
export const valueKinds = {
  count: termKinds.count,
  sum: termKinds.sum,
  min: z.strictObject({ min: expressionSchema }),
  max: z.strictObject({ max: expressionSchema }),
  average: z.strictObject({ average: expressionSchema }),
  ratio: z.strictObject({ ratio: z.strictObject({ of: termSchema, to: termSchema, times: z.number().optional() }) }),
  distinct: z.strictObject({ distinct: expressionSchema }),
  quantile: z.strictObject({ quantile: z.strictObject({ of: expressionSchema, at: z.number().min(0).max(1) }) }),
  latest: z.strictObject({ latest }),
  active: z.strictObject({ active: z.strictObject({ from: expressionSchema, until: expressionSchema }) }),
  formula: z
    .object({ formula: z.string() })
    .catchall(z.string())
    .describe('公式，字母代表其他指标：{ formula: "a / b * 100", a: x.y, b: x.z }'),
  index: z
    .strictObject({ index: z.record(idSchema, indexPart) })
    .describe('综合指数：每个分项先按折线换算成 0–100 分，再按权重合成'),
}
/** Exactly one kind per indicator. */
export const valueSchema = z.union(Object.values(valueKinds))
export type ValueDefinition = z.infer<typeof valueSchema>

const year = z.string().regex(/^\d{4}$/)
const targetNumber = z.union([z.number(), z.record(z.string(), z.number())])

const colours = z.strictObject({
  red: thresholdSchema.optional(),
  orange: thresholdSchema.optional(),
  yellow: thresholdSchema.optional(),
  blue: thresholdSchema.optional(),
})

/** Thresholds, for all levels of region or named by level; counts need the latter. */
const bandsSchema = z.object({ scale: z.enum(['three', 'four']).optional(), ...colours.shape }).catchall(colours)

export const indicatorSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  meaning: proseSchema,
  basis: proseSchema.optional().describe('依据：文件、规划或标准'),
  unit: z.string().default(''),
  decimals: z.number().int().min(0).max(6).default(0),
  better: z.enum(['higher', 'lower', 'neither']).default('neither'),
  from: idSchema.optional().describe('数据资源；公式和综合指数不写'),
  where: expressionSchema.optional(),
  value: valueSchema,
  grains: z.array(grainSchema).nonempty(),
  grain: grainSchema.optional().describe('默认粒度，不写则取 grains 的第一个'),
  target: z
    .union([z.number(), z.record(z.string(), z.union([z.string(), targetNumber]))])
    .optional()
    .describe('{ 2025: 98 }，或按区域 { 2025: { 330109: 98 } }；kind: expected 预期性画线，binding 约束性参与分级'),
  scale: z.enum(['three', 'four']).optional(),
  bands: bandsSchema.optional(),
  /** Bands apply at these grains only; a day's count and a year's count need different lines. */
  bandGrains: z.array(grainSchema).optional(),
})
export type IndicatorDefinition = z.infer<typeof indicatorSchema>
export { year as yearSchema }
