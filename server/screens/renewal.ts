import type { PanelData } from '../contract/index.ts'
import type { Board } from './board.ts'
import type { Renewal } from './face.ts'
import type { Needs } from './needs.ts'

/** The panel as it was, where it would be made the same again. */
export const keptOf = (
  { reading, catalog: { revision } }: Board,
  id: string,
  { datasets, more }: Needs,
  renewal: Renewal | undefined,
): PanelData | null => {
  const panel =
    renewal?.before.revision === revision && !renewal.also.has(id) ? renewal.before.view.panels[id] : undefined
  if (!panel || panel.kind === 'broken' || more) return null
  return [...datasets].every((dataset) => reading.changedAt(dataset) <= renewal!.before.version) ? panel : null
}
