import type { Catalog, Indicator, Panel } from '../catalog/index.ts'
import type { AlertBrief, CaseQueue, Grain, PanelData, RegionCode, TasksPanel, TrendNote } from '../contract/index.ts'
import type { Clock } from '../lib/index.ts'
import type { FullReading } from '../indicators/index.ts'
import type { RegionNode, Regions } from '../regions/index.ts'

/** Which tasks a panel asks for. */
export interface TasksAsk {
  group?: string | undefined
  queue: CaseQueue
  limit: number
}

/** What every panel of one view is made from. */
export interface Board {
  reading: FullReading
  catalog: Catalog
  /** Whether the reader may see anything of a theme in this region. */
  mayKnow: (theme: string) => boolean
  regions: Regions
  clock: Clock
  region: RegionNode
  /** Direct children, as shown. */
  children: RegionNode[]
  /** Open alerts here and below, worst first. */
  alerts: AlertBrief[]
  /** What was ordered here and below, as far as the reader may see it. */
  tasks: (ask: TasksAsk) => Promise<Omit<TasksPanel, 'kind'>>
  /** Words people wrote on dates of an indicator's course here. */
  notes: (spot: { indicator: string; region: RegionCode; grain: Grain; first: number }) => TrendNote[]
}

/** Makes one kind of panel. */
export type PanelMaker<K extends Panel['panel']> = (
  board: Board,
  panel: Extract<Panel, { panel: K }>,
) => Promise<Exclude<PanelData, { kind: 'broken' }>>

/** The indicators of a panel that exist and that this reader may know of. */
export const indicatorsOf = ({ catalog, mayKnow }: Board, ids: readonly string[]): Indicator[] =>
  ids.flatMap((id) => catalog.indicators.get(id) ?? []).filter(({ theme }) => mayKnow(theme))

/** The grain a panel shows an indicator at. */
export const grainOf = (indicator: Indicator, panel: { grain?: Grain | undefined }): Grain =>
  panel.grain !== undefined && indicator.grains.includes(panel.grain) ? panel.grain : indicator.grain

/** A panel cannot be shown; the message is for the reader. */
export class PanelFailure extends Error {}

/** In the same words for what is not defined and what this reader may not know of. */
export const NOTHING_KNOWN = '这个面板的指标没有可用的定义，或不在您的权限之内'

/** The first indicator of a panel. Throws `PanelFailure` when its definition is missing or broken. */
export const theIndicator = (board: Board, ids: readonly string[]): Indicator => {
  const [indicator] = indicatorsOf(board, ids)
  if (!indicator) throw new PanelFailure(NOTHING_KNOWN)
  return indicator
}
