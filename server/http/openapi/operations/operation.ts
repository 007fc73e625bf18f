import type { z } from 'zod'

/** One route as it is described. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  summary: string
  query?: z.ZodObject
  answers: string
  /** Status of the usual answer, 200 unless said otherwise. */
  status?: number
  /** What a JSON body holds. */
  body?: z.ZodType
  /** Types of a body that is not only JSON. */
  bodyTypes?: string[]
  /** Answers without sign-in. */
  open?: true
}
