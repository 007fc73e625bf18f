import type { PanelInfo, PanelKind, ScreenInfo, View } from '../../server/contract/index.ts'

const KINDS: PanelKind[] = ['ranking', 'headline', 'alerts']

/**
 * What of a screen stands beside the queue: who is how far, the key numbers, what warns; the first of each kind that
 * can be shown to this reader.
 */
export const sidePanels = (
  { left, centre, right }: Pick<ScreenInfo, 'left' | 'centre' | 'right'>,
  data: View['panels'] = {},
): PanelInfo[] => {
  const panels = [...left, centre, ...right].filter(({ id }) => data[id]?.kind !== 'broken')
  return KINDS.flatMap((kind) => panels.find((panel) => panel.kind === kind) ?? [])
}
