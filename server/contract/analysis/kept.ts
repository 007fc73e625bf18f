import { z } from 'zod'
import type { RegionCode } from '../region.ts'
import { grainSchema, type BucketStart, type Moment } from '../time.ts'

/** Body of `POST /api/v1/saved-views`: what is on screen, under a name. */
export const savedViewSchema = z.strictObject({
  title: z.string().trim().min(1, '请写一个名称').max(60),
  /** The page's own query string, which says all that was chosen, levers of a simulation included. */
  address: z.string().max(6000),
  region: z.string().max(40),
  indicators: z.array(z.string().max(100)).min(1).max(20),
  /** Open to everybody who may see its region in the themes of all its indicators. */
  shared: z.boolean().default(false),
})
export type SavedViewWish = z.infer<typeof savedViewSchema>

/** Body of `PATCH /api/v1/saved-views/{id}`: what is left out stays. */
export const savedViewChangeSchema = savedViewSchema.partial().extend({ shared: z.boolean().optional() })
export type SavedViewChange = z.infer<typeof savedViewChangeSchema>

/** A view somebody saved. */
export interface SavedView {
  id: string
  title: string
  address: string
  region: RegionCode
  indicators: string[]
  shared: boolean
  /** Who saved it; only they may change it. */
  author: string
  mine: boolean
  /** Of the last change. */
  at: Moment
}
/** Answer of `GET /api/v1/saved-views`: one's own first, then by title. */
export interface SavedViewsAnswer {
  views: SavedView[]
}

const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写作 2026-11-21')

/** Body of `POST /api/v1/annotations`: words on a date. */
export const annotationSchema = z.strictObject({
  /** Shown for this place and all below it. */
  region: z.string().max(40),
  /** Shown with this indicator alone; `null` = with all. */
  indicator: z.string().max(100).nullable().default(null),
  on: dateSchema,
  words: z.string().trim().min(1, '请写标注内容').max(60),
})
export type AnnotationWish = z.infer<typeof annotationSchema>

/** Body of `PATCH /api/v1/annotations/{id}`: what is left out stays. */
export const annotationChangeSchema = annotationSchema.pick({ on: true, words: true }).partial()
export type AnnotationChange = z.infer<typeof annotationChangeSchema>

/** Query string of `annotations`: those that stand in the charts of a place, with the buckets of a grain. */
export const annotationsQuerySchema = z.object({
  region: z.string().optional(),
  indicator: z.string().optional(),
  grain: grainSchema.default('day'),
  from: z.string().optional(),
  to: z.string().optional(),
})

/** Words on a date. */
export interface Annotation {
  id: string
  on: string
  /** The bucket the date lies in. */
  bucket: BucketStart
  words: string
  indicator: string | null
  /** `null` = a place above all that the reader may see. */
  region: RegionCode | null
  author: string
  /** Whether the reader may change it and take it away. */
  mayChange: boolean
  at: Moment
}
/**
 * Answer of `GET /api/v1/annotations`, by date; `mayAdd` = whether the reader may write one for this place and
 * indicator.
 */
export interface AnnotationsAnswer {
  annotations: Annotation[]
  mayAdd: boolean
}
