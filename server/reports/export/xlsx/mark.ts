import type { Column } from '../exporter.ts'
import { LINE } from './print.ts'
import { escapeXml } from './text.ts'

/** Units a drawing is measured in, to a point. */
const POINT = 12_700
/** Points to a character of a column's width. */
const CHARACTER = 5.4
/** High enough for the slanting line: some programs cut off what leaves its box. */
const SIZE = { width: 320, height: 160 }
/** Lines, and points across, from one mark to the next. */
const EVERY = { lines: 24, across: 520 }
/** Marks below and beside each other at the most; a longer sheet has them further apart. */
const MOST = { down: 60, across: 4 }

const mark = (words: string, id: number, left: number, top: number): string =>
  `<xdr:absoluteAnchor><xdr:pos x="${Math.round(left * POINT)}" y="${Math.round(top * POINT)}"/><xdr:ext cx="${SIZE.width * POINT}" cy="${SIZE.height * POINT}"/><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="${id + 1}" name="水印 ${id}" descr="${words}"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm rot="20160000"><a:off x="${Math.round(left * POINT)}" y="${Math.round(top * POINT)}"/><a:ext cx="${SIZE.width * POINT}" cy="${SIZE.height * POINT}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></xdr:spPr><xdr:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="zh-CN" sz="1300"><a:solidFill><a:srgbClr val="8FA3BD"><a:alpha val="38000"/></a:srgbClr></a:solidFill></a:rPr><a:t>${words}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData fPrintsWithSheet="0"/></xdr:absoluteAnchor>`

/**
 * Name and time, pale and slanting, over the cells of a sheet on screen; on paper they stand in every page's header. A
 * few drawings, not a picture behind the cells: that one an office draws anew for every cell it prints. They stay where
 * they are when rows are filtered or sorted.
 */
export const marksOver = (watermark: string, columns: readonly Column[], rows: number): string => {
  const words = escapeXml(watermark)
  const width = columns.reduce((sum, column) => sum + column.width, 0) * CHARACTER
  const across = Math.min(MOST.across, Math.max(1, Math.round(width / EVERY.across)))
  const down = Math.min(MOST.down, Math.max(1, Math.round(rows / EVERY.lines)))
  const [right, below] = [Math.max(width, SIZE.width) / across, (Math.max(rows, EVERY.lines) * LINE) / down]
  const marks = Array.from({ length: across * down }, (_, at) => {
    const [column, row] = [at % across, Math.floor(at / across)]
    return mark(words, at + 1, (column + 0.5) * right - SIZE.width / 2, (row + 0.5) * below - SIZE.height / 2)
  })
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${marks.join('')}</xdr:wsDr>`
}
