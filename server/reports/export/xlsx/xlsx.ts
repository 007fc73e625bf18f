import { scopeLine, watermarkOf, type Exporter, type Sheet } from '../exporter.ts'
import { marksOver } from './mark.ts'
import { createPacker, type Packer } from './packer.ts'
import {
  appProperties,
  contentTypes,
  coreProperties,
  rootRelations,
  sheetRelations,
  stringItem,
  stringsHead,
  workbook,
  workbookRelations,
} from './package.ts'
import { printTitles } from './print.ts'
import { layHead, layoutOf, layRow, MOST_ROWS, sheetFoot, type Layout, type SheetWriter } from './sheet.ts'
import { createStyles } from './styles.ts'
import { createStrings } from './text.ts'
import { createZipStream, type ZipStream } from './zip-stream.ts'

/** A spreadsheet's header holds 255 characters, name and time of who took it out among them. */
const MOST_IN_HEADER = 170

const whole = async (zip: ZipStream, name: string, content: string | Uint8Array): Promise<void> => {
  const entry = await zip.entry(name)
  await entry.write(content)
  await entry.end()
}

const writeStrings = async (zip: ZipStream, { strings }: SheetWriter): Promise<void> => {
  const packer = createPacker(await zip.entry('xl/sharedStrings.xml'))
  packer.into().text(stringsHead(strings.size()))
  for (const text of strings.all()) {
    packer.into().text(stringItem(text))
    await packer.pass()
  }
  packer.into().text('</sst>')
  await packer.end()
}

/**
 * A workbook as Excel and WPS open it without a word: real numbers with the digits shown, frozen headings; written as
 * rows come, memory stays flat.
 */
export const xlsx: Exporter = {
  extension: 'xlsx',
  mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  mostRows: null,
  alone: false,
  printed: false,
  open: (sink, stamp) => {
    const zip = createZipStream(sink)
    const writer: SheetWriter = { styles: createStyles(), strings: createStrings() }
    const names: string[] = []
    const titles: string[] = []
    const printed = {
      left: `${stamp.title.slice(0, 60)}｜${scopeLine(stamp)}`.slice(0, MOST_IN_HEADER),
      watermark: watermarkOf(stamp),
    }

    const begin = async ({ name, columns }: Sheet, layout: Layout, part: number): Promise<Packer> => {
      names.push(part === 1 ? name : `${name} ${part}`)
      titles.push(printTitles(names.at(-1)!, columns))
      const packer = createPacker(await zip.entry(`xl/worksheets/sheet${names.length}.xml`))
      layHead(layout, packer.into())
      return packer
    }
    const end = async (packer: Packer, { columns }: Sheet, rows: number): Promise<void> => {
      packer.into().text(sheetFoot(columns, rows, printed))
      await packer.end()
      await whole(zip, `xl/worksheets/_rels/sheet${names.length}.xml.rels`, sheetRelations(names.length))
      await whole(zip, `xl/drawings/drawing${names.length}.xml`, marksOver(printed.watermark, columns, rows))
    }

    return {
      sheet: async (sheet) => {
        const layout = layoutOf(writer, sheet.columns)
        let part = 1
        let rows = 0
        let packer = await begin(sheet, layout, part)
        for await (const page of sheet.pages()) {
          for (const row of page) {
            if (rows === MOST_ROWS) {
              await end(packer, sheet, rows)
              packer = await begin(sheet, layout, (part += 1))
              rows = 0
            }
            layRow(layout, packer.into(), row, rows + 2)
            rows += 1
            if (packer.isFull()) await packer.pass()
          }
        }
        await end(packer, sheet, rows)
      },
      close: async () => {
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
