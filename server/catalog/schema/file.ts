import { z } from 'zod'
import { alertSchema } from './alert.ts'
import { calendarSchema } from './calendar.ts'
import { caseTypeSchema, unitSchema, worktimeSchema } from './case-type.ts'
import { datasetSchema } from './dataset.ts'
import { indicatorSchema } from './indicator.ts'
import { planSchema } from './plan.ts'
import { screenSchema } from './screen.ts'
import { simulationSchema } from './simulation.ts'
import { nameSchema } from './text.ts'

export const themeSchema = z.strictObject({ id: nameSchema, title: z.string(), order: z.number().default(100) })

export const citySchema = z.strictObject({
  title: z.string().describe('驾驶舱的名称；{region} 处写区域树顶层的名称'),
  subtitle: z.string().default(''),
  demo: z.string().optional(),
})

/** The form of one definition, by the list it stands in. */
export const DEFINITION_SCHEMAS = {
  city: citySchema,
  themes: themeSchema,
  calendars: calendarSchema,
  datasets: datasetSchema,
  indicators: indicatorSchema,
  plans: planSchema,
  alerts: alertSchema,
  screens: screenSchema,
  worktimes: worktimeSchema,
  units: unitSchema,
  case_types: caseTypeSchema,
  simulations: simulationSchema,
}

/** Any file of the folder may hold any of these lists; the folder's name is only for people. */
export const metricsFileSchema = z.strictObject({
  city: citySchema.optional(),
  themes: z.array(themeSchema).optional(),
  calendars: z.array(calendarSchema).optional(),
  datasets: z.array(datasetSchema).optional(),
  indicators: z.array(indicatorSchema).optional(),
  plans: z.array(planSchema).optional(),
  alerts: z.array(alertSchema).optional(),
  screens: z.array(screenSchema).optional(),
  worktimes: z.array(worktimeSchema).optional(),
  units: z.array(unitSchema).optional(),
  case_types: z.array(caseTypeSchema).optional(),
  simulations: z.array(simulationSchema).optional(),
})

/** One worked example of a number, beside its definition in `cases.yaml`. */
export const caseSchema = z.strictObject({
  indicator: z.string(),
  name: z.string(),
  /** Moment the reader asks, RFC 3339 or `2025-06-15 12:00`; default: after all rows. */
  now: z.string().optional(),
  /** Deliveries in order; each is one batch. Columns are the dataset's own. */
  batches: z.array(
    z.strictObject({
      dataset: z.string(),
      rows: z.array(z.record(z.string(), z.unknown())),
      rejects: z.number().int().optional(),
    }),
  ),
  /** `null` = no value. `region` is a code of the small tree: d > t1,t2 > v11,v12,v21 (+ zone z1). */
  expect: z.array(
    z.strictObject({
      region: z.string(),
      grain: z.string(),
      bucket: z.string(),
      value: z.number().nullable(),
      rows: z.number().int().optional(),
      band: z.string().nullable().optional(),
      stale: z.boolean().optional(),
      coverage: z.tuple([z.number(), z.number()]).optional(),
    }),
  ),
})
export const casesFileSchema = z.strictObject({ cases: z.array(caseSchema) })
export type NumberCase = z.infer<typeof caseSchema>
