import type { MapPanelDefinition, PanelDefinition } from '../schema/index.ts'
import type { Expression, Origin } from './origin.ts'

/** Points of a dataset drawn over the map. */
export interface HeatLayer {
  dataset: string
  title: string
  /** The dataset's column of type point. */
  point: string
  /** `null` = each row weighs 1. */
  weight: Expression | null
  where: Expression | null
}

export type MapPanel = Omit<MapPanelDefinition, 'layers'> & { id: string; layers: HeatLayer[] }

/**
 * `id` is unique in its screen: `left.0`. An indicator named here may be missing from the catalogue: that panel alone
 * is broken.
 */
export type Panel = (Exclude<PanelDefinition, { panel: 'map' }> & { id: string }) | MapPanel

export interface Screen {
  id: string
  title: string
  theme: string | null
  levels: string[]
  top: Panel | null
  left: Panel[]
  centre: MapPanel | Extract<Panel, { panel: 'tasks' }>
  right: Panel[]
  bottom: Panel | null
  origin: Origin
}
