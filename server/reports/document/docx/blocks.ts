import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
  type FileChild,
} from 'docx'
import { renderPng } from '../../draw/index.ts'
import type { Block, ChartBlock, PhotoOf, TableBlock } from '../model.ts'
import { headLines } from '../heads.ts'
import { isRagged } from '../long-run.ts'
import { introduces, isShort, LEAST_ROWS } from '../short-table.ts'
import { CAPTION, CELL, DATELINE, GAP, LOOKS, TYPE_AREA } from './styles.ts'
import { photos } from './photos.ts'

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const thick = { style: BorderStyle.SINGLE, size: 12, color: '000000' }
const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' }

const caption = (text: string): Paragraph =>
  new Paragraph({ ...CAPTION.paragraph, children: [new TextRun({ ...CAPTION.run, text })] })

/** Which rows stay with the one after them: all of a short table, the first and last few of a longer one. */
const staysWithNext = (row: number, rows: number, short: boolean): boolean =>
  short || row < LEAST_ROWS - 1 || row >= rows - LEAST_ROWS

/**
 * Three lines: above and below the heading, and under the last row. Rows never break over a page, nor do short tables;
 * the heading comes again.
 */
const table = ({ caption: title, columns, rows }: TableBlock): FileChild[] => {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.round((share / shares) * TYPE_AREA * 20))
  const cell = (lines: readonly string[], at: number, place: 'head' | 'body' | 'last', keepNext: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 50, bottom: 50, left: 80, right: 80 },
      borders: {
        left: NONE,
        right: NONE,
        top: place === 'head' ? thick : NONE,
        bottom: place === 'head' ? thin : place === 'last' ? thick : NONE,
      },
      children: [
        new Paragraph({
          keepNext,
          alignment:
            place === 'head' ? AlignmentType.CENTER : columns[at]!.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: lines.map(
            (text, line) => new TextRun({ ...CELL, bold: place === 'head', text, ...(line > 0 && { break: 1 }) }),
          ),
        }),
      ],
    })
  const short = isShort({ columns, rows })
  const body = rows.length > 0 ? rows : [columns.map((_, at) => (at === 0 ? '暂无数据' : ''))]
  return [
    caption(title),
    new Table({
      width: { size: TYPE_AREA * 20, type: WidthType.DXA },
      columnWidths: widths,
      alignment: AlignmentType.CENTER,
      borders: { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map((_, at) => cell(headLines(columns, at), at, 'head', true)),
        }),
        ...body.map(
          (row, index) =>
            new TableRow({
              cantSplit: true,
              children: row.map((text, at) =>
                cell(
                  [text],
                  at,
                  index === body.length - 1 ? 'last' : 'body',
                  index < body.length - 1 && staysWithNext(index, body.length, short),
                ),
              ),
            }),
        ),
      ],
    }),
    new Paragraph(GAP),
  ]
}

const chart = async ({ caption: title, svg, width, height }: ChartBlock): Promise<FileChild[]> => {
  const shown = Math.min(TYPE_AREA / 0.75, width)
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160 },
      children: [
        new ImageRun({
          type: 'png',
          data: await renderPng(svg, 2),
          transformation: { width: shown, height: (shown / width) * height },
          altText: { name: title, title, description: title },
        }),
      ],
    }),
    new Paragraph({ ...CAPTION.paragraph, keepNext: false, children: [new TextRun({ ...CAPTION.run, text: title })] }),
  ]
}

/** What a block is in a text document; `next` is what follows it. */
export const childrenOf = async (block: Block, next?: Block, photoOf?: PhotoOf): Promise<FileChild[]> => {
  if (block.kind === 'photos') return photos(block, photoOf)
  if (block.kind === 'table') return table(block)
  if (block.kind === 'chart') return chart(block)
  if (block.kind === 'dateline') {
    return [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TYPE_AREA * 20 }],
        spacing: { after: 300 },
        border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: 'C00000', space: 6 } },
        children: [new TextRun({ ...DATELINE, text: `${block.left}\t${block.right}` })],
      }),
    ]
  }
  if (block.kind === 'page-break')
    return [new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: 'exact' }, children: [] })]
  const { run, paragraph } = LOOKS[block.kind]
  return [
    new Paragraph({
      ...paragraph,
      ...(introduces(block, next) ? { keepNext: true } : {}),
      ...(block.kind === 'paragraph' && isRagged(block.text) ? { alignment: AlignmentType.LEFT } : {}),
      children: [new TextRun({ ...run, text: block.text })],
    }),
  ]
}
