import { z } from 'zod'
import { casesFileSchema, metricsFileSchema } from './file.ts'

/** JSON Schemas for editors, by file name: what an author may write, before defaults and conversions. */
export const jsonSchemas = (): Record<string, unknown> => {
  const schema = (title: string, of: z.ZodType) => ({
    title,
    ...z.toJSONSchema(of, { io: 'input', unrepresentable: 'any', reused: 'ref' }),
  })
  return {
    'metrics.json': schema('一屏 指标定义', metricsFileSchema),
    'cases.json': schema('一屏 指标样例', casesFileSchema),
  }
}
