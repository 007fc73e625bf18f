import type { Package } from './package.ts'
import { readXml } from './xml.ts'

const PART_LIMIT = 64 * 1_048_576

/** Built-in number formats that show a date or a time of day; 27–36 and 50–58 are the Chinese ones. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58)

const isDateCode = (code: string): boolean => {
  const bare = code.replace(/"[^"]*"|\\./g, '')
  // [h]:mm is an amount of time, not a moment.
  if (/\[(h+|m+|s+)\]/i.test(bare)) return false
  return /[ymdhs]/i.test(bare.replace(/\[[^\]]*\]/g, '').replace(/General/gi, ''))
}

/** For each cell style, whether its numbers are dates. */
export const readDateStyles = async (pack: Package): Promise<boolean[]> => {
  const dates: boolean[] = []
  if (!pack.has('xl/styles.xml')) return dates
  const codes = new Map<number, string>()
  let inCellFormats = false
  await readXml(pack.read('xl/styles.xml', PART_LIMIT), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCellFormats = true
      if (name !== 'xf' || !inCellFormats) return
      const id = Number(attributes['numFmtId'] ?? 0)
      const code = codes.get(id)
      dates.push(code === undefined ? isBuiltInDate(id) : isDateCode(code))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return dates
}
