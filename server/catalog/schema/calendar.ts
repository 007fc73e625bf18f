import { z } from 'zod'
import { nameSchema } from './text.ts'

const hours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '时段应写作 08:30-17:30，止于午夜写 24:00')
const season = z.string().regex(/^\d{2}-\d{2}\.\.\d{2}-\d{2}$/, '每年的一段应写作 04-15..10-15')

/** When a rule is in force. What is left out does not narrow it. */
export const calendarSchema = z.strictObject({
  id: nameSchema,
  title: z.string(),
  worktime: nameSchema.optional().describe('只在这个工作时间（worktimes）之内'),
  whole_days: z.boolean().default(false).describe('true 为工作日全天，不限工作时段'),
  hours: z.array(hours).nonempty().optional().describe('每天的哪些时段'),
  season: z.array(season).nonempty().optional().describe('每年的哪些日子，汛期写 04-15..10-15'),
})
export type CalendarDefinition = z.infer<typeof calendarSchema>
