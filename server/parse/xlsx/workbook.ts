import { breakOff } from '../break-off.ts'
import type { Package } from './package.ts'
import { readXml } from './xml.ts'

const PART_LIMIT = 32 * 1_048_576

interface SheetEntry {
  name: string
  hidden: boolean
  path: string
}
interface Workbook {
  sheets: SheetEntry[]
  date1904: boolean
}

const targetPath = (target: string): string =>
  target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`

const readTargets = async (pack: Package): Promise<Map<string, string>> => {
  const targets = new Map<string, string>()
  await readXml(pack.read('xl/_rels/workbook.xml.rels', PART_LIMIT), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, targetPath(Target))
    },
  })
  return targets
}

/** The sheets of a workbook in the order of their tabs. */
export const readWorkbook = async (pack: Package): Promise<Workbook> => {
  const listed: { name: string; hidden: boolean; id: string }[] = []
  let date1904 = false
  await readXml(pack.read('xl/workbook.xml', PART_LIMIT), {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? ''
      listed.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', id })
    },
  })
  const targets = await readTargets(pack)
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const path = targets.get(id)
    return path !== undefined && pack.has(path) ? [{ name, hidden, path }] : []
  })
  return { sheets, date1904 }
}

/** The sheet asked for by name or by position from 1; the first visible one when nothing is asked. */
export const chooseSheet = (sheets: SheetEntry[], wanted?: string): SheetEntry => {
  const chosen =
    wanted === undefined
      ? (sheets.find((sheet) => !sheet.hidden) ?? sheets[0])
      : (sheets.find((sheet) => sheet.name === wanted)
        ?? (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined))
  if (chosen) return chosen
  if (sheets.length === 0) return breakOff('format', '工作簿里没有工作表')
  return breakOff(
    'format',
    `没有工作表“${wanted}”，工作簿中有：${sheets.map((sheet, index) => `${index + 1} ${sheet.name}`).join('、')}`,
  )
}
