import type { Content } from 'pdfmake/interfaces.js'
import { chartSvg, renderOnPaper } from '../../draw/index.ts'
import type { ChartBlock } from '../model.ts'
import { TYPE_AREA } from './page.ts'

/** Points of a unit a chart is drawn in. */
export const scaleOf = ({ width }: Pick<ChartBlock, 'width'>): number => TYPE_AREA / width

const image = async (svg: string): Promise<string> =>
  `data:image/png;base64,${Buffer.from(await renderOnPaper(svg, 2)).toString('base64')}`

/** What stands beside the drawing, in points: its margins and the caption below it. */
export const BESIDE = 36

/**
 * A chart with its caption; `id` tells it and the place before it when pages are laid, `height` draws it lower than it
 * was written.
 */
export const chartOnPaper = async (block: ChartBlock, id = '', height = block.height): Promise<Content> => {
  const svg = block.data && height !== block.height ? chartSvg(block.data, { width: block.width, height }) : block.svg
  return [
    // A line of no length: what draws nothing at all is not laid.
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 0, y2: 0, lineWidth: 0 }], id: `before ${id}` } as Content,
    {
      unbreakable: true,
      stack: [
        { image: await image(svg), width: TYPE_AREA, margin: [0, 6, 0, 2] },
        { text: block.caption, id, bold: true, fontSize: 11, alignment: 'center', margin: [0, 0, 0, 10] },
      ],
    },
  ]
}
