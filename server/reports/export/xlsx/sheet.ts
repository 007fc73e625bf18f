import { digitsOf } from '../../../contract/index.ts'
import { isFormula, type Column, type Field, type Row } from '../exporter.ts'
import { pagesAcross } from './print.ts'
import { STYLE, type Styles } from './styles.ts'
import { columnName, escapeXml, type Strings } from './text.ts'

/** Rows a sheet holds below its heading; Excel's own limit. */
export const MOST_ROWS = 1_048_575

const DAY = 86_400_000
/** Day 0 of the calendar spreadsheets count in, for dates from March 1900 on. */
const EPOCH = Date.UTC(1899, 11, 30)

/** Text in columns of this width goes on in the next line. */
const LONG = 30

export interface SheetWriter { styles: Styles; strings: Strings }

const textCell = ({ strings }: SheetWriter, text: string, at: string): string => {
  const cut = text.slice(0, 32_767)
  const place = strings.place(cut)
  return place === null ? `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cut)}</t></is></c>` : `<c ${at} t="s"><v>${place}</v></c>`
}

/** A percentage is stored as the fraction it is; moving the point in the digits shown keeps every one of them. */
const fraction = (digits: string): number => Number(`${digits}e-2`)

/** `at` is the cell's address as an attribute; what is not there is not written. */
const cell = (writer: SheetWriter, field: Field, { kind, width }: Column, at: string): string => {
  const isLong = width >= LONG
  if (field === null) return ''
  // An apostrophe in front, as somebody would type it: text stays text whatever is done with the cell.
  if (typeof field === 'string') return textCell(writer, field, isFormula(field) ? `${at} s="${STYLE.quoted}"` : isLong ? `${at} s="${STYLE.wrapped}"` : at)
  if (typeof field === 'number') return kind === 'time' ? `<c ${at} s="${STYLE.time}"><v>${(field - EPOCH) / DAY}</v></c>` : `<c ${at}><v>${field}</v></c>`
  const digits = digitsOf(field.value, field.decimals)
  return `<c ${at} s="${writer.styles.number(field.decimals, field.percent)}"><v>${field.percent ? fraction(digits) : digits}</v></c>`
}

/** Names of the columns, made once for a sheet of any length. */
export const columnNames = (columns: readonly Column[]): string[] => columns.map((_, at) => columnName(at))

/** Row `number` (the heading is 1) as the sheet holds it. */
export const rowXml = (writer: SheetWriter, { columns, names }: { columns: readonly Column[]; names: readonly string[] }, row: Row, number: number): string => {
  let xml = `<row r="${number}">`
  for (let at = 0; at < columns.length; at += 1) xml += cell(writer, row[at] ?? null, columns[at]!, `r="${names[at]}${number}"`)
  return `${xml}</row>`
}

/** Everything before the first row of data: a frozen heading, widths. */
export const sheetHead = (writer: SheetWriter, columns: readonly Column[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData><row r="1">${columns.map(({ name }, at) => textCell(writer, name, `r="${columnName(at)}1" s="${STYLE.heading}"`)).join('')}</row>`

/** Everything after the last row: filter arrows, the name and time on every printed page and behind the cells on screen. */
export const sheetFoot = (columns: readonly Column[], rows: number, printed: { left: string; watermark: string }): string =>
  `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${rows + 1}"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" pageOrder="overThenDown" orientation="landscape" fitToWidth="${pagesAcross(columns)}" fitToHeight="0"/><headerFooter><oddHeader>&amp;L${escapeXml(printed.left.replaceAll('&', '&&'))}&amp;R${escapeXml(printed.watermark.replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter><picture r:id="rId1"/></worksheet>`
