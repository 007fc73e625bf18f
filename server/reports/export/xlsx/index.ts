import { drawWatermark } from '../../draw/index.ts'
import { scopeLine, watermarkOf, type Exporter, type Sheet } from '../exporter.ts'
import { appProperties, contentTypes, coreProperties, rootRelations, sheetRelations, stringItem, stringsHead, workbook, workbookRelations } from './package.ts'
import { printTitles } from './print.ts'
import { columnNames, MOST_ROWS, rowXml, sheetFoot, sheetHead, type SheetWriter } from './sheet.ts'
import { createStyles } from './styles.ts'
import { createStrings } from './text.ts'
import { createZipStream, type Entry, type ZipStream } from './zip-stream.ts'

/** Text is packed in pieces of this many rows: few calls, little held. */
const ROWS_AT_ONCE = 500
const STRINGS_AT_ONCE = 1_000
/** A spreadsheet's header holds 255 characters, name and time of who took it out among them. */
const MOST_IN_HEADER = 170

const whole = async (zip: ZipStream, name: string, content: string | Uint8Array): Promise<void> => {
  const entry = await zip.entry(name)
  await entry.write(content)
  await entry.end()
}

const writeStrings = async (zip: ZipStream, { strings }: SheetWriter): Promise<void> => {
  const entry = await zip.entry('xl/sharedStrings.xml')
  await entry.write(stringsHead(strings.size()))
  let piece: string[] = []
  for (const text of strings.all()) {
    piece.push(stringItem(text))
    if (piece.length >= STRINGS_AT_ONCE) {
      await entry.write(piece.join(''))
      piece = []
    }
  }
  await entry.write(`${piece.join('')}</sst>`)
  await entry.end()
}

/** A workbook as Excel and WPS open it without a word: real numbers with the digits shown, frozen headings; written as rows come, memory stays flat. */
export const xlsx: Exporter = {
  extension: 'xlsx',
  mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  mostRows: null,
  alone: false,
  open: (sink, stamp) => {
    const zip = createZipStream(sink)
    const writer: SheetWriter = { styles: createStyles(), strings: createStrings() }
    const names: string[] = []
    const titles: string[] = []
    const printed = { left: `${stamp.title.slice(0, 60)}｜${scopeLine(stamp)}`.slice(0, MOST_IN_HEADER), watermark: watermarkOf(stamp) }

    const begin = async ({ name, columns }: Sheet, part: number): Promise<Entry> => {
      names.push(part === 1 ? name : `${name} ${part}`)
      titles.push(printTitles(names.at(-1)!, columns))
      const entry = await zip.entry(`xl/worksheets/sheet${names.length}.xml`)
      await entry.write(sheetHead(writer, columns))
      return entry
    }
    const end = async (entry: Entry, { columns }: Sheet, rows: number): Promise<void> => {
      await entry.write(sheetFoot(columns, rows, printed))
      await entry.end()
      await whole(zip, `xl/worksheets/_rels/sheet${names.length}.xml.rels`, sheetRelations())
    }

    return {
      sheet: async (sheet) => {
        const layout = { columns: sheet.columns, names: columnNames(sheet.columns) }
        let part = 1
        let rows = 0
        let entry = await begin(sheet, part)
        for await (const page of sheet.pages()) {
          for (let from = 0; from < page.length;) {
            if (rows === MOST_ROWS) {
              await end(entry, sheet, rows)
              entry = await begin(sheet, part += 1)
              rows = 0
            }
            const taken = page.slice(from, from + Math.min(ROWS_AT_ONCE, MOST_ROWS - rows))
            await entry.write(taken.map((row, at) => rowXml(writer, layout, row, rows + at + 2)).join(''))
            from += taken.length
            rows += taken.length
          }
        }
        await end(entry, sheet, rows)
      },
      close: async () => {
        await whole(zip, 'xl/media/watermark.png', await drawWatermark(watermarkOf(stamp)))
        await writeStrings(zip, writer)
        await whole(zip, 'xl/styles.xml', writer.styles.xml())
        await whole(zip, 'xl/workbook.xml', workbook(names, titles))
        await whole(zip, 'xl/_rels/workbook.xml.rels', workbookRelations(names.length))
        await whole(zip, 'docProps/core.xml', coreProperties(stamp))
        await whole(zip, 'docProps/app.xml', appProperties())
        await whole(zip, '_rels/.rels', rootRelations())
        await whole(zip, '[Content_Types].xml', contentTypes(names.length))
        await zip.close()
      },
    }
  },
}
