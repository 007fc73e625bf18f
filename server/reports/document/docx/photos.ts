import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx'
import { inPairs, layPhotos, within, type LaidPhoto } from '../photos.ts'
import type { PhotoOf, PhotosBlock } from '../model.ts'
import { CELL, GAP, TYPE_AREA } from './styles.ts'

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE }
const HALF = (TYPE_AREA * 20) / 2
/** In the pixels the library counts in. */
const BOX = { width: Math.floor(TYPE_AREA / 2 / 0.75) - 16, height: 250 }

/** Two and a half of the printer's dots to each pixel of the box: a turned photo goes in as PNG, and more would be waste. */
const LONG_SIDE = 640

const photo = ({ caption, picture, why }: LaidPhoto): TableCell =>
  new TableCell({
    width: { size: HALF, type: WidthType.DXA },
    borders: NO_BORDERS,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext: true,
        children: [
          picture
            ? new ImageRun({
                type: picture.type,
                data: picture.bytes,
                transformation: within(picture, BOX),
                altText: { name: caption, title: caption, description: caption },
              })
            : new TextRun({ ...CELL, text: `（${why}）` }),
        ],
      }),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 40, after: 120 },
        children: [new TextRun({ ...CELL, text: caption })],
      }),
    ],
  })

const blank = (): TableCell =>
  new TableCell({
    width: { size: HALF, type: WidthType.DXA },
    borders: NO_BORDERS,
    children: [new Paragraph({ children: [] })],
  })

/** Photos two in a row, none torn apart by the end of a page. */
export const photos = async (block: PhotosBlock, photoOf: PhotoOf | undefined): Promise<FileChild[]> => {
  const pairs = inPairs(await layPhotos(block, photoOf, { turns: false, longSide: LONG_SIDE }))
  return [
    new Table({
      width: { size: TYPE_AREA * 20, type: WidthType.DXA },
      columnWidths: [HALF, HALF],
      borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
      rows: pairs.map(
        (pair) =>
          new TableRow({ cantSplit: true, children: [...pair.map(photo), ...(pair.length < 2 ? [blank()] : [])] }),
      ),
    }),
    new Paragraph(GAP),
  ]
}
