import { digitsOf } from '../../../contract/index.ts'
import { isFormula, type Column, type Field, type Row } from '../exporter.ts'
import { bytesOf, type Bytes } from './bytes.ts'
import { linesOf, LINE, pagesAcross } from './print.ts'
import { STYLE, type Styles } from './styles.ts'
import { columnName, escapeXml, type Strings } from './text.ts'

/** Rows a sheet holds below its heading; Excel's own limit. */
export const MOST_ROWS = 1_048_575

const DAY = 86_400_000
/** Day 0 of the calendar spreadsheets count in, for dates from March 1900 on. */
const EPOCH = Date.UTC(1899, 11, 30)

/** Points a row may be high in Excel. */
const HIGHEST = 409

/** Text in columns of this width goes on in the next line. */
const LONG = 30

export interface SheetWriter {
  styles: Styles
  strings: Strings
}

/** A sheet's columns with what every cell of theirs begins with, made once for a sheet of any length. */
export interface Layout {
  writer: SheetWriter
  columns: readonly Column[]
  opens: readonly Uint8Array[]
  /** Columns whose text may take several lines. */
  long: readonly number[]
}

export const layoutOf = (writer: SheetWriter, columns: readonly Column[]): Layout => ({
  writer,
  columns,
  opens: columns.map((_, at) => bytesOf(`<c r="${columnName(at)}`)),
  long: columns.flatMap(({ width }, at) => (width >= LONG ? [at] : [])),
})

const attribute = (style: number): string => (style === STYLE.plain ? '"' : `" s="${style}"`)

/** What stands between address and value, made once for each style. */
const betweenFor = (type: string): ((style: number) => Uint8Array) => {
  const known: Uint8Array[] = []
  return (style) => (known[style] ??= bytesOf(`${attribute(style)}${type}`))
}
const beforeNumber = betweenFor('><v>')
const beforePlace = betweenFor(' t="s"><v>')
const beforeText = betweenFor(' t="inlineStr"><is><t xml:space="preserve">')
const AFTER_VALUE = bytesOf('</v></c>')
const AFTER_TEXT = bytesOf('</t></is></c>')
const ROW = { open: bytesOf('<row r="'), opened: bytesOf('">'), close: bytesOf('</row>') }

/** A row of several lines says how high it is: not every program measures what it opens. */
const heightOf = (lines: number): string => `" ht="${Math.min(HIGHEST, lines * LINE)}" customHeight="1`

const linesIn = ({ columns, long }: Layout, row: Row): number =>
  long.reduce((most, at) => {
    const field = row[at]
    return typeof field === 'string' ? Math.max(most, linesOf(field, columns[at]!.width)) : most
  }, 1)

const textCell = ({ strings }: SheetWriter, into: Bytes, text: string, style: number): void => {
  const cut = text.slice(0, 32_767)
  const place = strings.place(cut)
  if (place === null) {
    into.bytes(beforeText(style))
    into.text(escapeXml(cut))
    into.bytes(AFTER_TEXT)
  } else {
    into.bytes(beforePlace(style))
    into.ascii(String(place))
    into.bytes(AFTER_VALUE)
  }
}

/** A percentage is stored as the fraction it is; moving the point in the digits shown keeps every one of them. */
const fraction = (digits: string): string => String(Number(`${digits}e-2`))

const numberCell = (into: Bytes, style: number, digits: string): void => {
  into.bytes(beforeNumber(style))
  into.ascii(digits)
  into.bytes(AFTER_VALUE)
}

/** A cell behind its address; `field` is there. */
const cell = (writer: SheetWriter, into: Bytes, field: NonNullable<Field>, { kind, width }: Column): void => {
  // An apostrophe in front, as somebody would type it: text stays text whatever is done with the cell.
  if (typeof field === 'string')
    return textCell(writer, into, field, isFormula(field) ? STYLE.quoted : width >= LONG ? STYLE.wrapped : STYLE.plain)
  if (typeof field === 'number')
    return kind === 'time'
      ? numberCell(into, STYLE.time, String((field - EPOCH) / DAY))
      : numberCell(into, STYLE.plain, String(field))
  const digits = digitsOf(field.value, field.decimals)
  numberCell(into, writer.styles.number(field.decimals, field.percent), field.percent ? fraction(digits) : digits)
}

/** Lays down row `number` (the heading is 1) as the sheet holds it; what is not there is not written. */
export const layRow = (layout: Layout, into: Bytes, row: Row, number: number): void => {
  const { writer, columns, opens } = layout
  const name = String(number)
  const lines = layout.long.length > 0 ? linesIn(layout, row) : 1
  into.bytes(ROW.open)
  into.ascii(name)
  if (lines > 1) into.ascii(heightOf(lines))
  into.bytes(ROW.opened)
  for (let at = 0; at < columns.length; at += 1) {
    const field = row[at] ?? null
    if (field === null || field === '') continue
    into.bytes(opens[at]!)
    into.ascii(name)
    cell(writer, into, field, columns[at]!)
  }
  into.bytes(ROW.close)
}

/** Everything before the first row of data: a frozen heading, widths. */
export const layHead = ({ writer, columns, opens }: Layout, into: Bytes): void => {
  into.text(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="${LINE}" customHeight="1"/><cols>${columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData><row r="1${heightOf(Math.max(...columns.map(({ name, width }) => linesOf(name, width))))}">`)
  columns.forEach(({ name, kind }, at) => {
    into.bytes(opens[at]!)
    into.ascii('1')
    textCell(writer, into, name, kind === 'number' ? STYLE.figures : STYLE.heading)
  })
  into.bytes(ROW.close)
}

/**
 * Everything after the last row: filter arrows, what it is at the head of every printed page and who took it out, and
 * when, at its foot – side by side they would run into each other – and over the cells on screen.
 */
export const sheetFoot = (
  columns: readonly Column[],
  rows: number,
  printed: { left: string; watermark: string },
): string =>
  `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${rows + 1}"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" pageOrder="overThenDown" orientation="landscape" fitToWidth="${pagesAcross(columns)}" fitToHeight="0"/><headerFooter><oddHeader>&amp;L${escapeXml(printed.left.replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;L${escapeXml(printed.watermark.replaceAll('&', '&&'))}&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter><drawing r:id="rId1"/></worksheet>`
