import { z } from 'zod'
import { idSchema, nameSchema } from './text.ts'

/** A queue that can be simulated: what comes in, what is open, how long it takes, and who handles it. */
export const simulationSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  level: nameSchema.describe('哪一级区域各有一个队列'),
  arrivals: idSchema.describe('每日来件的指标'),
  backlog: idSchema.describe('每日末在办件的指标'),
  hours: idSchema.describe('平均办理时长（小时）的指标'),
  joint: z
    .strictObject({
      share: idSchema.describe('多单位办理件占比（%）的指标'),
      hours: idSchema.describe('多单位办理件的平均时长'),
      alone: idSchema.describe('单一单位办理件的平均时长'),
    })
    .optional(),
  staff: z
    .strictObject({ level: nameSchema, title: z.string() })
    .optional()
    .describe('以哪一级下级区域的个数为人手数，一处一人'),
})
export type SimulationDefinition = z.infer<typeof simulationSchema>
