import { z } from 'zod'
import { CASE_ACTIONS, CASE_URGENCIES, LOOP_STEPS } from '../../contract/index.ts'
import { idSchema, nameSchema, proseSchema } from './text.ts'

const clockTime = String.raw`([01]\d|2[0-3]):[0-5]\d`
const hours = z.string().regex(new RegExp(`^${clockTime}-${clockTime}$`), '时段应写作 08:30-12:00')
const days = z.array(z.string().regex(/^\d{2}-\d{2}$/, '日期应写作 10-01'))

/** When people work: limits of cases run only then. */
export const worktimeSchema = z.strictObject({
  id: nameSchema,
  title: z.string(),
  hours: z.array(hours).nonempty().describe('每个工作日的工作时段，从早到晚'),
  years: z
    .record(
      z.string().regex(/^\d{4}$/),
      z.strictObject({
        off: days,
        on: days,
        provisional: z
          .string()
          .optional()
          .describe('还不是正式安排时写明依据，办理页面会照此注明；正式公布后改好日期、删去这一行'),
      }),
    )
    .describe('逐年的放假日（off，不必写周末）和调休上班的周末（on）；没有列出的年份只按周末计算'),
})
export type WorktimeDefinition = z.infer<typeof worktimeSchema>

/** A department that can be given cases; a region's own staff need no declaration. */
export const unitSchema = z.strictObject({
  id: nameSchema,
  title: z.string(),
  /** Region it belongs to; the root of the place tree by default. */
  region: z.string().optional(),
  order: z.number().default(100),
})

const limit = z
  .string()
  .regex(/^\d+[mhd]$/, '时限应写作数字加 m、h 或 d（d 为一个工作日），例如 30m、4h、3d')
  .transform((text) => ({ amount: Number(text.slice(0, -1)), unit: text.at(-1) as 'm' | 'h' | 'd' }))
export type LimitDefinition = z.infer<typeof limit>

/** Steps that wait for somebody, by what is to be done next. */
export const LIMITED_STEPS = ['file', 'dispatch', 'sign', 'handle', 'verify', 'close', 'rate'] as const
const actions = z.array(z.enum(CASE_ACTIONS)).nonempty()
const loopKeys = Object.fromEntries(LOOP_STEPS.map((step) => [step, actions.optional()])) as Record<
  (typeof LOOP_STEPS)[number],
  z.ZodOptional<typeof actions>
>

/** A kind of case: its limits, what it must bring as evidence, and how it reads as the eight-step loop. */
export const caseTypeSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  meaning: proseSchema.optional(),
  group: z.enum(['event', 'task']).default('event').describe('event 为事件，task 为督办任务'),
  order: z.number().default(100),
  by_hand: z.boolean().default(true).describe('能否由人工上报'),
  starts: z
    .enum(['reported', 'filed', 'dispatched'])
    .default('reported')
    .describe('由预警或部门数据产生的，从哪一步开始；dispatched 为直接派到属地'),
  level: nameSchema.optional().describe('由哪一级受理，不写则由发生区域的上一级受理'),
  urgency: z.enum(CASE_URGENCIES).default('normal'),
  worktime: nameSchema.or(z.literal('always')).default('always').describe('always 为昼夜连续计时'),
  limits: z.strictObject(
    Object.fromEntries(LIMITED_STEPS.map((step) => [step, limit.optional()])) as Record<
      (typeof LIMITED_STEPS)[number],
      z.ZodOptional<typeof limit>
    >,
  ),
  whole: limit.describe('从上报到结案的总时限'),
  extends: z
    .strictObject({ times: z.number().int().min(0), most: limit })
    .optional()
    .describe('最多延期几次、每次最长多久'),
  evidence: z
    .partialRecord(z.enum(CASE_ACTIONS), z.number().int().min(1).max(9))
    .default({})
    .describe('哪一步至少要几张照片'),
  near: z
    .strictObject({ metres: z.number().positive(), days: z.number().positive() })
    .default({ metres: 200, days: 3 })
    .describe('同类、相距不超过 metres 米、上报相差不超过 days 天的，提示为疑似重复'),
  loop: z
    .strictObject(loopKeys)
    .optional()
    .describe('哪些动作算闭环的哪一步；不写则用通用的对应关系；写了就只有写出的各步'),
})
export type CaseTypeDefinition = z.infer<typeof caseTypeSchema>
