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
  type IMediaTransformation,
} from 'docx'
import type { Picture } from '../../draw/index.ts'
import { inPairs, layPhotos, within, type LaidPhoto } from '../photos.ts'
import type { PhotoOf, PhotosBlock } from '../model.ts'
import { CELL, GAP, TYPE_AREA } from './styles.ts'

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE }
const HALF = (TYPE_AREA * 20) / 2
/** In the pixels the library counts in. */
const BOX = { width: Math.floor(TYPE_AREA / 2 / 0.75) - 16, height: 250 }

/** How a picture is laid: in its own width and height, turned about its middle. */
const laid = (picture: Picture): IMediaTransformation => {
  const { width, height } = within(picture, BOX)
  if (picture.turn === undefined) return { width, height }
  return picture.turn === 180
    ? { width, height, rotation: 180 }
    : { width: height, height: width, rotation: picture.turn }
}

const photo = ({ caption, picture, why }: LaidPhoto): TableCell =>
  new TableCell({
    width: { size: HALF, type: WidthType.DXA },
    borders: NO_BORDERS,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          picture
            ? new ImageRun({
                type: picture.type,
                data: picture.bytes,
                transformation: laid(picture),
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
  const pairs = inPairs(await layPhotos(block, photoOf, 'page'))
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
