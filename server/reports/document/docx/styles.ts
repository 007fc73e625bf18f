import { AlignmentType, type IParagraphOptions, type IRunOptions } from 'docx'
import type { Block } from '../model.ts'

/** Twentieths of a point in a millimetre. */
const mm = (length: number): number => Math.round(length * 56.6929)

/** A4 with the margins of official documents (GB/T 9704: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm). */
export const PAGE = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(28) },
}

/** Width of the type area in points, for drawings and tables. */
export const TYPE_AREA = 442

/** Fonts by the names every office in the country has; another machine takes its nearest. */
const font = (eastAsia: string): IRunOptions['font'] => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia,
})

/** 29 points from line to line: 22 lines to a page. */
const LINE = { line: 580, lineRule: 'exact' as const }

type TextKind = Extract<Block, { text: string }>['kind']

interface Look {
  run: Omit<IRunOptions, 'text'>
  paragraph: IParagraphOptions
}

/** How each kind of text is set: 小标宋二号 title, 黑体三号 and 楷体三号 headings, 仿宋三号 text. Sizes in half points. */
export const LOOKS: Record<TextKind, Look> = {
  title: {
    run: { font: font('方正小标宋简体'), size: 44, color: '000000' },
    paragraph: {
      alignment: AlignmentType.CENTER,
      heading: 'Title',
      spacing: { line: 640, lineRule: 'exact', after: 200 },
    },
  },
  subtitle: {
    run: { font: font('楷体'), size: 32 },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { ...LINE, after: 300 } },
  },
  heading: {
    run: { font: font('黑体'), size: 32, color: '000000' },
    paragraph: { heading: 'Heading1', keepNext: true, indent: { firstLine: 640 }, spacing: LINE },
  },
  subheading: {
    run: { font: font('楷体'), size: 32, bold: true, color: '000000' },
    paragraph: { heading: 'Heading2', keepNext: true, indent: { firstLine: 640 }, spacing: LINE },
  },
  // Lines may stand alone at the end of a page, as in the offices' own templates: whole paragraphs that move on leave
  // pages that end early.
  paragraph: {
    run: { font: font('仿宋'), size: 32 },
    paragraph: { widowControl: false, alignment: AlignmentType.BOTH, indent: { firstLine: 640 }, spacing: LINE },
  },
  note: { run: { font: font('仿宋'), size: 24 }, paragraph: { spacing: { line: 400, lineRule: 'exact' } } },
}

export const CAPTION: Look = {
  run: { font: font('黑体'), size: 24 },
  paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 200, after: 80 } },
}
/**
 * What stands after a table: its room is dropped where a page ends there, so that a last table brings no empty page.
 */
export const GAP: IParagraphOptions = { spacing: { line: 20, lineRule: 'exact', before: 0, after: 380 }, children: [] }
export const CELL: Omit<IRunOptions, 'text'> = { font: font('宋体'), size: 21 }
export const SMALL: Omit<IRunOptions, 'text'> = { font: font('宋体'), size: 18, color: '8895A7' }
export const FOLIO: Omit<IRunOptions, 'text'> = { font: font('宋体'), size: 28 }
export const DATELINE: Omit<IRunOptions, 'text'> = { font: font('仿宋'), size: 28 }
