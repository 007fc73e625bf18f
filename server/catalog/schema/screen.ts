import { z } from 'zod'
import { grainSchema } from '../../contract/index.ts'
import { expressionSchema, idSchema, nameSchema } from './text.ts'

const span = z.string().regex(/^\d+(h|d|w|m|q|y)$/, '跨度应写作 24h、30d、12w、24m、8q、5y')
const of = z.union([idSchema, z.array(idSchema).nonempty()]).transform((value) => [value].flat())
const shared = { title: z.string().optional(), weight: z.number().positive().default(1), grain: grainSchema.optional() }

const mapPanelSchema = z.strictObject({
  ...shared,
  panel: z.literal('map'),
  fill: idSchema,
  layers: z
    .array(
      z.strictObject({
        heat: idSchema,
        title: z.string().optional(),
        weight: expressionSchema.optional(),
        where: expressionSchema.optional(),
      }),
    )
    .default([]),
  extrude: z.boolean().default(false),
})

const tasksPanelSchema = z.strictObject({
  ...shared,
  panel: z.literal('tasks'),
  group: nameSchema.optional().describe('只列这一组类型的件，如 task'),
  queue: z.enum(['all', 'open', 'supervised', 'overdue', 'climbed']).default('all'),
  top: z.number().int().min(1).max(60).default(12),
})

export const panelSchema = z.discriminatedUnion('panel', [
  z.strictObject({ ...shared, panel: z.literal('headline'), of }),
  z.strictObject({
    ...shared,
    panel: z.literal('trend'),
    of,
    span: span.default('30d'),
    ahead: z.number().int().min(1).max(30).optional().describe('向前预测几期，画在走势之后；不写则不预测'),
  }),
  z.strictObject({
    ...shared,
    panel: z.literal('ranking'),
    of,
    top: z.number().int().min(1).max(100).default(10),
    peers: z
      .boolean()
      .default(false)
      .describe('true：在下级区域的画面上与同级区域一起排名，同级区域的汇总值因此对该区域公开；默认不公开'),
  }),
  z.strictObject({ ...shared, panel: z.literal('alerts'), of: of.optional(), top: z.number().int().default(8) }),
  z.strictObject({ ...shared, panel: z.literal('ticker'), of: of.optional() }),
  z.strictObject({ ...shared, panel: z.literal('targets'), of }),
  z.strictObject({ ...shared, panel: z.literal('feeds'), themes: z.array(z.string()).optional() }),
  z.strictObject({ ...shared, panel: z.literal('table'), of }),
  z.strictObject({
    ...shared,
    panel: z.literal('split'),
    of,
    by: nameSchema.describe('按哪个维度分类'),
    top: z.number().int().min(1).max(40).default(10),
  }),
  z.strictObject({
    ...shared,
    panel: z.literal('decisions'),
    of: of.optional(),
    top: z.number().int().min(1).max(12).default(6),
  }),
  tasksPanelSchema,
  mapPanelSchema,
])
export type PanelDefinition = z.infer<typeof panelSchema>

export const screenSchema = z.strictObject({
  id: nameSchema,
  title: z.string(),
  theme: z.string().optional(),
  level: z.array(z.string()).nonempty(),
  top: panelSchema.optional(),
  left: z.array(panelSchema).default([]),
  centre: z.discriminatedUnion('panel', [mapPanelSchema, tasksPanelSchema]),
  right: z.array(panelSchema).default([]),
  bottom: panelSchema.optional(),
})
export type MapPanelDefinition = z.infer<typeof mapPanelSchema>
export type ScreenDefinition = z.infer<typeof screenSchema>
