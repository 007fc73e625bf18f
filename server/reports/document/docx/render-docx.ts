import {
  AlignmentType,
  BorderStyle,
  Document as File,
  Footer,
  Header,
  HorizontalPositionRelativeFrom,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  VerticalPositionRelativeFrom,
  type FileChild,
} from 'docx'
import { drawPageWatermark } from '../../draw/index.ts'
import { definitionsLine, scopeLine, watermarkOf, type Stamp } from '../../export/exporter.ts'
import type { DocumentFormat } from '../model.ts'
import { childrenOf } from './blocks.ts'
import { steady } from './steady.ts'
import { FOLIO, PAGE, SMALL } from './styles.ts'

/** A4 in the pixels the library counts in. */
const WHOLE_PAGE = { width: 794, height: 1123 }

const header = async (stamp: Stamp): Promise<Header> =>
  new Header({
    children: [
      new Paragraph({ children: [new TextRun({ ...SMALL, text: scopeLine(stamp) })] }),
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: 'C3CCD8', space: 4 } },
        children: [
          new TextRun({ ...SMALL, text: `${watermarkOf(stamp)} 导出` }),
          new ImageRun({
            type: 'png',
            data: await drawPageWatermark(watermarkOf(stamp)),
            transformation: WHOLE_PAGE,
            altText: { name: '水印', title: '水印', description: watermarkOf(stamp) },
            floating: {
              behindDocument: true,
              horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: 0 },
              verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, offset: 0 },
            },
          }),
        ],
      }),
    ],
  })

const footer = (stamp: Stamp): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ ...FOLIO, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ ...SMALL, text: definitionsLine(stamp) })],
      }),
    ],
  })

/** A Word document in the form of official papers. */
export const renderDocx: DocumentFormat['render'] = async ({ stamp, blocks }, photoOf) => {
  const children: FileChild[] = []
  for (const [at, block] of blocks.entries()) children.push(...(await childrenOf(block, blocks[at + 1], photoOf)))
  const file = new File({
    title: stamp.title,
    subject: stamp.scope,
    creator: stamp.exporter,
    lastModifiedBy: stamp.exporter,
    description: `导出：${watermarkOf(stamp)}；数据截至 ${stamp.asOf}；版本号 ${stamp.version}`,
    sections: [
      {
        properties: { page: PAGE },
        headers: { default: await header(stamp) },
        footers: { default: footer(stamp) },
        children,
      },
    ],
  })
  return steady(await Packer.toBuffer(file), stamp.at)
}
