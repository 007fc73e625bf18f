import { z } from 'zod'
import { grainSchema, type BucketStart, type Grain, type Moment } from './time.ts'
import type { RegionCode } from './region.ts'

/** Severity of a value, worst first; `green` exists only on the three-colour scale. */
export const BANDS = ['red', 'orange', 'yellow', 'blue', 'green'] as const
export type Band = (typeof BANDS)[number]

/** `three`: 绿黄红. `four`: 蓝黄橙红, Ⅳ→Ⅰ, no colour when nothing is wrong. */
export type BandScale = 'three' | 'four'

/** Bases of comparison: `yoy` 同比, the same period last year; `pop` 环比, the period before. */
export const COMPARISONS = ['yoy', 'pop'] as const
export type Comparison = (typeof COMPARISONS)[number]

/**
 * A value beside an earlier one. When the cell's bucket is still running, the earlier value is taken
 * up to the same moment of its own bucket (`partial`): today so far against yesterday at this time.
 */
export interface Change {
  bucket: BucketStart
  value: number | null
  /** value now − value then; `null` when either is missing. */
  difference: number | null
  /**
   * difference ÷ value then, as a fraction; `null` when either is missing or then ≤ 0: of nothing, or of less, there is
   * no share.
   */
  ratio: number | null
  /** Whether the movement is good by the indicator's direction; `even` when flat or undirected. */
  tone: 'good' | 'bad' | 'even'
  partial: boolean
}

/** One number: indicator × region × bucket. `null` means nothing is known, never zero. */
export interface Cell {
  region: RegionCode
  bucket: BucketStart
  value: number | null
  /** The parts of a ratio or average; `null` for other kinds. */
  numerator: number | null
  denominator: number | null
  /** Accepted rows the number was computed from; 0 where they are not told. */
  rows: number
  /** How many direct children had rows, of how many that exist; `null` at the lowest level. */
  coverage: { reported: number; expected: number } | null
  /**
   * The bucket is the current one and its dataset has been silent here (for events: altogether) for longer than its
   * freshness.
   */
  stale: boolean
  /** `null` when there is no value, no band is declared, or the cell is stale. */
  band: Band | null
  target: number | null
  compare?: Partial<Record<Comparison, Change>>
  /**
   * Only where categories were asked for: the member of each dimension this is of (empty = rows that lack it); a
   * dimension left out is taken as a whole.
   */
  by?: Record<string, string>
  /**
   * The number is about so few people that it is not told to this reader, or it would give such a one away. There may
   * be a value, a band, rows: none of them is here. Absent = nothing is kept back.
   */
  suppressed?: true
  /** From this many on such numbers are told; only where `suppressed`. */
  below?: number
}

/**
 * What stands in place of a number that is not told: it is smaller, or would give such a one away. One wording for
 * both, so that they cannot be told apart.
 */
export const untoldWords = ({ below = 5 }: Pick<Cell, 'below'>): string => `少于${below}或连带`

/**
 * Answer of `GET /api/v1/indicators/{id}/cells`: regions outer, buckets inner, both in order; members of categories
 * innermost, the whole before them.
 */
export interface CellsAnswer {
  indicator: string
  grain: Grain
  /** Last committed version the numbers include. */
  version: number
  asOf: Moment
  cells: Cell[]
}

const comparisons = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.enum(COMPARISONS)))

/** Letters of a search by name, which may hold many names. */
export const MOST_SOUGHT = 1000

/** Query string of `cells`. `from` and `to` are dates or moments; both name buckets and both are included. */
export const cellsQuerySchema = z.object({
  region: z.string().optional(),
  /** `true`: the direct children of `region`; a level's id: all descendants at that level. */
  children: z.string().optional(),
  /** Of those only these, codes with commas between them. */
  only: z.string().optional(),
  grain: grainSchema.optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  compare: comparisons.optional(),
  /** A version number: the answer as it was then. */
  asOf: z.coerce.number().int().min(0).optional(),
  /** `now` restates history by today's place tree. */
  tree: z.enum(['bucket', 'now']).optional(),
  by: z
    .string()
    .optional()
    .describe(
      '按分类展开：维度编码，最多两个，用逗号分隔。每个区域、时段先给合计（by 为空），再给各类；可用维度见 GET /api/v1/catalog 中指标的 dimensions',
    ),
  find: z
    .string()
    .trim()
    .max(MOST_SOUGHT)
    .optional()
    .describe('逐个列出（例如按企业）时只要名称含这些字的，多个名称用顿号隔开；不再给合计'),
})
export type CellsParameters = z.infer<typeof cellsQuerySchema>

/** Query string of `explain`. */
export const explainQuerySchema = z.object({
  region: z.string().optional(),
  grain: grainSchema.optional(),
  bucket: z.string().optional(),
})
