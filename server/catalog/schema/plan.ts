import { z } from 'zod'
import { durationSchema, idSchema, proseSchema } from './text.ts'

const step = z.strictObject({
  who: z.string().min(1).describe('谁来做：岗位、单位或区域层级的称呼'),
  does: proseSchema.describe('做什么，一步一句'),
  within: durationSchema.optional().describe('预警发生后多久之内'),
  from: z.enum(['red', 'orange', 'yellow', 'blue']).optional().describe('哪一级起要做；不写则各级都做'),
})

/** What is to be done when a rule fires: who does what, within what time, from which severity on. */
export const planSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  basis: proseSchema.optional().describe('依据：正式印发的预案或办法'),
  steps: z.array(step).nonempty(),
})
export type PlanDefinition = z.infer<typeof planSchema>
