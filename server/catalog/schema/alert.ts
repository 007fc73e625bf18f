import { z } from 'zod'
import { grainSchema } from '../../contract/index.ts'
import { durationSchema, idSchema, nameSchema, proseSchema, thresholdSchema } from './text.ts'

const some = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).nonempty()])

/**
 * One severity. Without `enter` the indicator's own band at the region's level is meant; without `exit`, leaving it.
 */
const step = z.strictObject({
  enter: thresholdSchema.optional().describe('进入：不写则取指标自己的分级阈值'),
  exit: thresholdSchema.optional().describe('退出：比进入宽一些，防止来回跳'),
  after: durationSchema.optional().describe('静默多久算这一级，只用于 silence'),
  for: durationSchema.optional().describe('持续多久才算进入'),
})
const byBand = <T extends z.ZodType>(of: T) =>
  z.strictObject({ red: of.optional(), orange: of.optional(), yellow: of.optional(), blue: of.optional() })
const climb = z.strictObject({ unread: durationSchema, to: some(nameSchema) })

/** A rule: what it watches, when it is in a band, whom it tells, what it opens. */
export const alertSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  advice: proseSchema.optional().describe('处置建议，随预警一起送达'),
  plan: idSchema.optional().describe('响应预案（plans）：预警时谁做什么'),
  basis: proseSchema.optional().describe('依据：文件、预案或标准'),
  on: idSchema.optional().describe('看哪个指标'),
  silence: idSchema.optional().describe('看哪个数据资源多久没有报送'),
  grain: grainSchema.optional().describe('按哪个粒度看指标，不写则取指标默认粒度'),
  level: some(nameSchema).describe('在哪一级区域上判断'),
  scale: z.enum(['three', 'four']).optional(),
  bands: byBand(step),
  recover: durationSchema.optional().describe('恢复多久才算解除，不写则与该级的 for 相同'),
  calendar: nameSchema.default('always'),
  inhibited_by: some(z.string()).optional().describe('parent 为上级区域的同一规则；也可写其他规则的编号'),
  group: z
    .strictObject({ by: nameSchema, wait: durationSchema.default(0) })
    .optional()
    .describe('同一上级区域之内合并为一条通知'),
  tells: byBand(some(nameSchema)).default({}).describe('各级通知谁：岗位或区域层级'),
  climbs: some(climb).optional().describe('多久无人查看就通知上一级'),
  opens: z
    .strictObject({
      case: z.string(),
      handle_within: durationSchema.optional(),
      from: z.enum(['red', 'orange', 'yellow', 'blue']).optional(),
    })
    .optional(),
  enabled: z.boolean().default(true).describe('false 为试行：只能用 yiping rules test 回放，不产生预警'),
})
export type AlertDefinition = z.infer<typeof alertSchema>
