import type { Palette } from '../palette.ts'
import { plainHtml } from '../tooltip.ts'

/** Lines of a tooltip; nothing in them becomes markup. */
export const lines = (words: readonly string[] | undefined): string => (words ?? []).map(plainHtml).join('<br>')

/** What all charts of the desk share: margins, a tooltip in the page's colours. */
export const frame = (
  palette: Palette,
  formatter: (points: unknown) => string,
  trigger: 'axis' | 'item',
): Record<string, unknown> => ({
  animation: false,
  grid: { left: 16, right: 28, top: 34, bottom: 12, outerBoundsMode: 'same', outerBoundsContain: 'all' },
  tooltip: {
    trigger,
    confine: true,
    backgroundColor: palette.panel,
    borderColor: palette.line,
    padding: [8, 12],
    textStyle: { color: palette.text, fontSize: 14, fontFamily: palette.sans },
    formatter,
  },
})

/** An axis of numbers. */
export const numbers = (
  palette: Palette,
  name: string,
  format: (value: number) => string,
): Record<string, unknown> => ({
  type: 'value',
  scale: true,
  name,
  nameTextStyle: { color: palette.muted, fontSize: 13, fontFamily: palette.sans },
  axisLabel: { color: palette.muted, fontSize: 16, fontFamily: palette.digits, formatter: format },
  splitLine: { lineStyle: { color: palette.line } },
  axisLine: { show: false },
})

/** An axis of names. */
export const names = (palette: Palette, data: readonly string[]): Record<string, unknown> => ({
  type: 'category',
  data,
  axisLine: { lineStyle: { color: palette.line } },
  axisTick: { show: false },
  axisLabel: { color: palette.muted, fontSize: 16, fontFamily: palette.digits, hideOverlap: true },
})
