import { z } from 'zod'

/** RFC 9457 problem, with the field at fault and what to do about it, in words for the reader. */
export const problemSchema = z.object({
  /** Stable, relative: `/problems/unknown-region`. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** Name of the parameter, header or column at fault. */
  field: z.string().optional(),
  /** What the reader can do now. */
  hint: z.string().optional(),
  /** How long to wait before asking again. */
  waitSeconds: z.number().int().optional(),
})
export type Problem = z.infer<typeof problemSchema>
