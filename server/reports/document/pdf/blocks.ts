import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { onPaper } from '../../draw/index.ts'
import { headLines } from '../heads.ts'
import { isRagged } from '../long-run.ts'
import type { Block, PhotoOf, PhotosBlock, TableBlock } from '../model.ts'
import { inPairs, layPhotos, within, type LaidPhoto } from '../photos.ts'
import { isShort, LEAST_ROWS } from '../short-table.ts'
import { chartOnPaper } from './chart.ts'
import { TYPE_AREA } from './page.ts'

/** Between the edge of a cell and its text. */
const PADDING = { across: 4, above: 3 }

/** Rows as one that is not broken; its columns stand under those of the others. */
const together = (rows: Content[][], widths: number[]): TableCell[] => [
  {
    table: { widths, body: rows },
    layout: {
      defaultBorder: false,
      paddingLeft: () => PADDING.across,
      paddingRight: () => PADDING.across,
      paddingTop: () => PADDING.above,
      paddingBottom: () => PADDING.above,
      hLineWidth: () => 0,
      vLineWidth: () => 0,
    },
    margin: [-PADDING.across, -PADDING.above, -PADDING.across, -PADDING.above],
    colSpan: widths.length,
  },
  ...widths.slice(1).map(() => ''),
]

const table = ({ caption, columns, rows }: TableBlock): Content => {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (share / whole) * (TYPE_AREA - columns.length * 2 * PADDING.across))
  const body = (rows.length > 0 ? rows : [columns.map((_, at) => (at === 0 ? '暂无数据' : ''))]).map((row) =>
    row.map((text, at): Content => ({ text, alignment: columns[at]!.numeric ? 'right' : 'left' })),
  )
  const short = isShort({ columns, rows })
  return {
    table: {
      // The caption is part of the heading: it is never left behind, and a table that goes on says what it is.
      headerRows: 2,
      keepWithHeaderRows: LEAST_ROWS,
      dontBreakRows: true,
      widths,
      body: [
        [
          { text: caption, bold: true, fontSize: 11, alignment: 'center' as const, colSpan: columns.length },
          ...columns.slice(1).map(() => ''),
        ],
        columns.map((_, at) => ({ text: headLines(columns, at).join('\n'), bold: true, alignment: 'center' as const })),
        ...(short ? body : [...body.slice(0, -LEAST_ROWS), together(body.slice(-LEAST_ROWS), widths)]),
      ],
    },
    layout: {
      hLineWidth: (line, { table: { body } }) => (line === 1 || line === body.length ? 1.5 : line === 2 ? 0.75 : 0),
      vLineWidth: () => 0,
      paddingLeft: () => PADDING.across,
      paddingRight: () => PADDING.across,
      paddingTop: () => PADDING.above,
      paddingBottom: () => PADDING.above,
    },
    fontSize: 9.5,
    margin: [0, 8, 0, 12],
    unbreakable: short,
  }
}

const LOOKS: Record<Extract<Block, { text: string }>['kind'], object> = {
  title: { fontSize: 21, bold: true, alignment: 'center', margin: [0, 0, 0, 8], lineHeight: 1.2 },
  subtitle: { fontSize: 13, alignment: 'center', color: '#374151', margin: [0, 0, 0, 14] },
  heading: { fontSize: 15, bold: true, margin: [0, 12, 0, 4], headlineLevel: 1 },
  subheading: { fontSize: 13, bold: true, margin: [0, 8, 0, 4], headlineLevel: 2 },
  paragraph: { fontSize: 12.5, lineHeight: 1.35, alignment: 'justify', leadingIndent: 25, margin: [0, 0, 0, 5] },
  note: { fontSize: 10, color: '#4b5563', lineHeight: 1.3 },
}

const PHOTO_BOX = { width: TYPE_AREA / 2 - 8, height: 190 }

const photo = ({ caption, picture, why }: LaidPhoto): Content => ({
  stack: [
    picture
      ? {
          image: `data:image/${picture.type === 'jpg' ? 'jpeg' : 'png'};base64,${Buffer.from(picture.bytes).toString('base64')}`,
          ...within(picture, PHOTO_BOX),
          alignment: 'center',
        }
      : { text: `（${why}）`, ...LOOKS.note, alignment: 'center' },
    { text: caption, fontSize: 10, alignment: 'center', margin: [0, 2, 0, 8] },
  ],
})

/** Only pictures without transparency keep their order from one making to the next. */
const photosOnPaper = async (block: PhotosBlock, photoOf: PhotoOf | undefined): Promise<LaidPhoto[]> =>
  Promise.all(
    (await layPhotos(block, photoOf, 'reader')).map(async (laid) => ({
      ...laid,
      picture: laid.picture && (await onPaper(laid.picture)),
    })),
  )

/** What a block is on paper. */
export const contentOf = async (block: Block, photoOf?: PhotoOf): Promise<Content> => {
  switch (block.kind) {
    case 'photos':
      return {
        stack: inPairs(await photosOnPaper(block, photoOf)).map((pair): Content => ({
          columns: [...pair.map(photo), ...(pair.length < 2 ? [{ text: '' }] : [])],
          columnGap: 16,
          unbreakable: true,
        })),
      }
    case 'table':
      return table(block)
    case 'chart':
      return chartOnPaper(block)
    case 'dateline':
      return {
        stack: [
          { columns: [{ text: block.left }, { text: block.right, alignment: 'right', width: 'auto' }], fontSize: 11.5 },
          {
            canvas: [{ type: 'line', x1: 0, y1: 3, x2: TYPE_AREA, y2: 3, lineWidth: 1.5, lineColor: '#c00000' }],
            margin: [0, 0, 0, 14],
          },
        ],
      }
    case 'page-break':
      return { text: '', pageBreak: 'after' }
    default:
      return {
        text: block.text,
        ...LOOKS[block.kind],
        ...(block.kind === 'paragraph' && isRagged(block.text) && { alignment: 'left' }),
      }
  }
}
