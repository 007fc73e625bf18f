import type { BandScale } from './cell.ts'
import type { Grain } from './time.ts'
import type { DataClass } from './scope.ts'

/** What the client needs of an indicator to show it. */
export interface IndicatorInfo {
  id: string
  title: string
  theme: string
  meaning: string
  unit: string
  decimals: number
  better: 'higher' | 'lower' | 'neither'
  grains: Grain[]
  /** Grain a panel uses when it does not say. */
  grain: Grain
  scale: BandScale
  /** Legend, worst first: `{ band: 'red', words: '≥ 60' }`, per level of region (`*` = any level). */
  bands: Record<string, { band: string; words: string }[]>
  target: { kind: 'expected' | 'binding' } | null
  synthetic: boolean
  /**
   * Its value grows while its period runs, as a count does: until then it says nothing beside periods that are over.
   * Left out otherwise.
   */
  grows?: true
  /**
   * Counted over records, which are written only when something happens: a place without any has had none and is not
   * silent. Left out otherwise.
   */
  records?: true
  /** Who delivers the data it is computed from (数源单位), several joined by 、; shown beside a warning. */
  owner?: string
  /**
   * Categories its rows can be split by; `each`: single things of a registry, whose names come with the numbers and only
   * to who may see the rows.
   */
  dimensions?: { id: string; title: string; values: readonly string[]; each?: true }[]
}

export interface DatasetInfo {
  id: string
  title: string
  theme: string
  owner: string
  kind: 'record' | 'reading' | 'snapshot'
  freshnessSeconds: number
  /** How sensitive its rows are. */
  class: DataClass
  /** Its own line below which numbers about people are kept back; `null` = the usual one. Only for class `personal`. */
  smallCount: number | null
  synthetic: boolean
  /** Why this dataset is unavailable, when its definition is broken. */
  problem: string | null
}

/** Where a panel stands on the stage and what it is; its content comes with the view. */
export interface PanelInfo {
  /** Unique in its screen: `left.0`. */
  id: string
  kind: PanelKind
  title: string | null
  /** Share of its column's height. */
  weight: number
  indicators: string[]
}

export const PANEL_KINDS = [
  'headline',
  'trend',
  'ranking',
  'map',
  'alerts',
  'ticker',
  'targets',
  'feeds',
  'table',
  'tasks',
  'decisions',
  'split',
] as const
export type PanelKind = (typeof PANEL_KINDS)[number]

export interface ScreenInfo {
  id: string
  title: string
  theme: string | null
  /** The one theme whose alerts are told and counted on it; `null` = those of all themes. */
  alertTheme: string | null
  /** Levels of region the screen is composed for. */
  levels: string[]
  /** Across the top of the centre. */
  top: PanelInfo | null
  left: PanelInfo[]
  centre: PanelInfo
  right: PanelInfo[]
  bottom: PanelInfo | null
}

/** A definition that does not validate, or a file that cannot be read. */
export interface CatalogProblem {
  file: string
  line: number
  column: number
  /** Path of the definition: `indicators.governance.open_cases.where`. */
  where: string
  /** What is wrong, and what was probably meant. */
  message: string
}

/** Answer of `GET /api/v1/catalog`. */
export interface CatalogAnswer {
  /** Changes whenever a definition changes. */
  revision: string
  city: { title: string; subtitle: string; timeZone: string; demo: boolean }
  themes: { id: string; title: string }[]
  datasets: DatasetInfo[]
  indicators: IndicatorInfo[]
  screens: ScreenInfo[]
  /** Departments that cases can be given to and people can act for. */
  units: { id: string; title: string }[]
  problems: CatalogProblem[]
}
