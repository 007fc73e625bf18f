import { z } from 'zod'
import { grainSchema } from '../../contract/time.ts'
import { expressionSchema, idSchema, thresholdSchema } from './text.ts'

const point = z.tuple([z.number(), z.number()])

/** What is computed; exactly one kind per indicator. */
export const valueSchema = z.union([
  z.strictObject({ count: expressionSchema }),
  z.strictObject({ sum: expressionSchema }),
  z.strictObject({ min: expressionSchema }),
  z.strictObject({ max: expressionSchema }),
  z.strictObject({ average: expressionSchema }),
  z.strictObject({
    ratio: z.strictObject({ of: z.lazy(() => termSchema), to: z.lazy(() => termSchema), times: z.number().optional() }),
  }),
  z.strictObject({ distinct: expressionSchema }),
  z.strictObject({ quantile: z.strictObject({ of: expressionSchema, at: z.number().min(0).max(1) }) }),
  z.strictObject({
    latest: z.strictObject({ of: expressionSchema, per: z.union([z.string(), z.array(z.string())]).transform((v) => [v].flat()), across: z.enum(['sum', 'average', 'min', 'max']) }),
  }),
  z.strictObject({ active: z.strictObject({ from: expressionSchema, until: expressionSchema }) }),
  z.looseObject({ formula: z.string() }).describe('公式,字母代表其他指标:{ formula: "a / b * 100", a: x.y, b: x.z }'),
  z.strictObject({
    index: z.record(idSchema, z.strictObject({ weight: z.number().positive(), line: z.array(point).min(2) })),
  }).describe('综合指数:每个分项先按折线换算成 0–100 分,再按权重合成'),
])

/** A side of a ratio. */
export const termSchema = z.union([
  z.strictObject({ count: expressionSchema }),
  z.strictObject({ sum: expressionSchema }),
])
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
export const bandsSchema = z
  .object({ scale: z.enum(['three', 'four']).optional(), ...colours.shape })
  .catchall(colours)
export type BandsDefinition = z.infer<typeof bandsSchema>

export const indicatorSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  meaning: z.string(),
  basis: z.string().optional().describe('依据:文件、规划或标准'),
  unit: z.string().default(''),
  decimals: z.number().int().min(0).max(6).default(0),
  better: z.enum(['higher', 'lower', 'neither']).default('neither'),
  from: idSchema.optional().describe('数据资源;公式和综合指数不写'),
  where: expressionSchema.optional(),
  value: valueSchema,
  grains: z.array(grainSchema).nonempty(),
  grain: grainSchema.optional().describe('默认粒度,不写则取 grains 的第一个'),
  target: z
    .union([z.number(), z.record(z.string(), z.union([z.string(), targetNumber]))])
    .optional()
    .describe('{ 2025: 98 },或按区域 { 2025: { 330109: 98 } };kind: expected 预期性画线,binding 约束性参与分级'),
  scale: z.enum(['three', 'four']).optional(),
  bands: bandsSchema.optional(),
  /** Bands apply at these grains only; a day's count and a year's count need different lines. */
  bandGrains: z.array(grainSchema).optional(),
})
export type IndicatorDefinition = z.infer<typeof indicatorSchema>
export { year as yearSchema }
