import type { AlertBrief } from './alert.ts'
import type { CaseClock, CaseLoopStep } from './cases/index.ts'
import type { Band, Cell, Change } from './cell.ts'
import type { BucketStart, Grain, Moment } from './time.ts'
import type { RegionCode, RegionRef } from './region.ts'

/** A number as panels show it. */
export interface Figure {
  indicator: string
  region: RegionCode
  grain: Grain
  /** The current bucket, or the newest one with a value when the current has none yet. */
  cell: Cell
  /** Against the same moment of the period before, or last year; `null` when nothing to compare. */
  change: (Change & { basis: 'yoy' | 'pop' }) | null
  /** When the cell is stale: arrival of the newest row behind it, so that the figure can say how old it is. */
  dataAt?: Moment | null
}

/** A dataset that no department has delivered a row of yet. */
export interface Undelivered {
  title: string
  owner: string
}

export interface HeadlinePanel {
  kind: 'headline'
  /**
   * One per declared indicator, each with its recent course (oldest first); `awaits` while it has no value because
   * these were never delivered.
   */
  items: (Figure & { spark: (number | null)[]; awaits?: Undelivered[] })[]
}

/** Words somebody wrote on a date, with the bucket it falls in. */
export interface TrendNote {
  bucket: BucketStart
  words: string
}

export interface TrendPanel {
  kind: 'trend'
  indicator: string
  grain: Grain
  buckets: BucketStart[]
  values: (number | null)[]
  bands: (Band | null)[]
  lastYear: (number | null)[]
  target: (number | null)[]
  /** How many buckets the screen wants forecast behind them; left out = none. */
  ahead?: number
  /** By date; left out where there are none. */
  notes?: TrendNote[]
}

export interface RankingPanel {
  kind: 'ranking'
  indicator: string
  grain: Grain
  /**
   * Worst first by direction (largest first where neither); zones are left out. `share` is the bar's length, 0–1: from
   * zero, or from the least where that is below zero. `peer`: a place beside the region, told as a number and nothing
   * more.
   */
  rows: { rank: number; name: string; share: number; figure: Figure; peer?: true }[]
}

/** What one category counts for. */
export interface SplitRow {
  /** Places of equal value are shared. */
  rank: number
  /** The category; empty = rows that name none. */
  member: string
  /** `null` = not told, because it is about too few people. */
  value: number | null
  share: number
  change: (Change & { basis: 'yoy' | 'pop' }) | null
}

/** One indicator by the categories of one of its columns. */
export interface SplitPanel {
  kind: 'split'
  indicator: string
  grain: Grain
  bucket: BucketStart
  /** Largest first; those that nothing is known of are left out. `share` is the bar's length as in a ranking. */
  rows: SplitRow[]
}

export interface MapPanel {
  kind: 'map'
  indicator: string
  grain: Grain
  bucket: BucketStart
  /** The screen asks for areas raised by their value. */
  extrude: boolean
  /** Filled areas: every descendant at `areaLevel`; value, band, stale. */
  areaLevel: string
  areas: Record<RegionCode, { value: number | null; band: Band | null; stale: boolean }>
  /** Labelled areas one level below the region: what a click drills into. */
  labelLevel: string
  labels: Record<RegionCode, { name: string; value: number | null; band: Band | null; stale: boolean }>
  /**
   * Weights of the declared heat layers by place, `longitude,latitude`; already thinned to at most 5,000. By place
   * and not in a row, so that one more point is one small step on the stream.
   */
  heat: { title: string; points: Record<string, number> }[]
}

/** Open alerts of a place that nobody has muted: how many, and the colour of the gravest. */
export interface PlaceAlerts {
  count: number
  band: AlertBrief['band']
}

export interface AlertsPanel {
  kind: 'alerts'
  rows: AlertBrief[]
  total: number
}
export interface TickerPanel {
  kind: 'ticker'
  rows: AlertBrief[]
}

/**
 * Why an alert waits for a leader, most pressing first: nobody has taken it on, its case was ended and it was not, or
 * it gets worse in the hands it is in.
 */
export const DECISION_REASONS = ['unclaimed', 'ended', 'worse'] as const
export type DecisionReason = (typeof DECISION_REASONS)[number]

/** What somebody has to decide now, of the open red and orange alerts. */
export interface DecisionsPanel {
  kind: 'decisions'
  /** How many wait, by reason; one that waits for several is counted for the first of them alone. */
  waiting: Record<DecisionReason, number>
  /** Red and orange alerts of which nothing has to be decided: in hand and not getting worse, recovering, or muted. */
  inHand: number
  /** Red and orange alerts nobody signed for, of which this reader is not told whether a case was opened. */
  untold: number
  /** Those that wait, most pressing first. */
  rows: { alert: AlertBrief; reason: DecisionReason }[]
  /** Numbers that belong beside them, such as what is overdue. */
  figures: Figure[]
}

export interface TargetsPanel {
  kind: 'targets'
  /** `progress` = how much of the way to the target, 0–1, by direction; `met` by direction. */
  rows: { figure: Figure; target: number; progress: number; met: boolean; gap: number; expected: boolean }[]
}

export interface FeedsPanel {
  kind: 'feeds'
  /**
   * Rows of the places the reader may see; refused ones (which lie nowhere) are told to who sees all, `null` to others.
   */
  rows: {
    dataset: string
    title: string
    owner: string
    lastArrival: Moment | null
    stale: boolean
    rowsToday: number | null
    rejectedToday: number | null
  }[]
  connected: number
}

export interface TablePanel {
  kind: 'table'
  /** One row per child region, one figure per declared indicator. */
  columns: { indicator: string; grain: Grain }[]
  rows: { region: RegionCode; name: string; cells: Cell[] }[]
}

/**
 * Something that was ordered, as leaders follow it: who has it, how far it is, how it was judged, what was said last.
 */
export interface TaskLine {
  id: string
  title: string
  /** Who ordered it, or where it comes from. */
  by: string
  place: string
  /** Who handles it or has done so, also while somebody else judges it; `null` = given to nobody yet. */
  owner: string | null
  state: string
  /** The limit that presses. */
  clock: Pick<CaseClock, 'state' | 'words' | 'due'>
  /** The steps of the loop in the order they are done, those the type does not need last. */
  loop: { title: string; state: CaseLoopStep['state'] }[]
  score: number | null
  said: { words: string; at: Moment } | null
}

/** Overdue first, then what is due first, then what ended last. */
export interface TasksPanel {
  kind: 'tasks'
  rows: TaskLine[]
  total: number
  overdue: number
}

/** A panel whose definition or data failed; the others go on. */
export interface BrokenPanel {
  kind: 'broken'
  message: string
}

export type PanelData =
  | HeadlinePanel
  | TrendPanel
  | RankingPanel
  | MapPanel
  | AlertsPanel
  | TickerPanel
  | DecisionsPanel
  | TargetsPanel
  | FeedsPanel
  | TablePanel
  | TasksPanel
  | SplitPanel
  | BrokenPanel

/** All that a screen shows for a region: what the stream keeps equal on both sides. */
export interface View {
  screen: string
  region: RegionRef
  /** From the reader's root to `region`. */
  path: RegionRef[]
  /** Direct children, in the order they are shown; the places one can drill into. */
  children: RegionRef[]
  /** Open alerts in each direct child and what lies inside it; children without any are left out. */
  alerted: Record<RegionCode, PlaceAlerts>
  /** Open alerts by colour in this view's region and below. */
  tally: Record<'red' | 'orange' | 'yellow' | 'blue', number>
  panels: Record<string, PanelData>
}
