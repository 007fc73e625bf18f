import type { Writable } from 'node:stream'

/** A number as it is shown: the value rounded to the digits of its indicator. `percent`: in points, 8.2 for 8.2%. */
export interface Shown {
  value: number
  decimals: number
  percent: boolean
}

/** What a field holds: text, a plain number (for `time` columns local ms), a number as shown, or nothing. */
export type Field = string | number | Shown | null
export type Row = readonly Field[]

export interface Column {
  name: string
  kind: 'text' | 'number' | 'time'
  /** Characters a spreadsheet gives it. */
  width: number
  /** Says what a row is: it stands first, and again on every page a spreadsheet prints. */
  title?: boolean
  /** Also stands in paper formats, which have no room for all. */
  brief?: boolean
}

/** A table of any length: its rows come page by page, so that nobody ever holds them all. */
export interface Sheet {
  name: string
  columns: readonly Column[]
  pages: () => AsyncIterable<readonly Row[]>
}

/** What every export says of itself. */
export interface Stamp {
  title: string
  /** What it covers, in words. */
  scope: string
  /** Who takes it out, as printed: 张三（瓜沥镇值班员）. */
  exporter: string
  /** When it was made, RFC 3339. */
  at: string
  /** State of the data: time, RFC 3339, and version. */
  asOf: string
  version: number
  /** Revision of the definitions, and where in the file they stand; issues of before do not say. */
  definitions?: { revision: string; where: string }
}

/** Who somebody is, as it stands in what leaves the house; an account may have no post. */
export const named = ({ name, post }: { name: string; post: string }): string =>
  post === '' ? name : `${name}（${post}）`

/** Name and time, as printed over and written into what leaves the house. */
export const watermarkOf = ({ exporter, at }: Stamp): string => `${exporter} ${at.slice(0, 16).replace('T', ' ')}`

/** A moment to the minute, as it is read. */
export const minute = (moment: string): string => moment.slice(0, 16).replace('T', ' ')

/** What stands on every page: what it covers, and the state of the data. */
export const scopeLine = ({ scope, asOf, version }: Stamp): string =>
  `${scope}｜数据截至 ${minute(asOf)}（版本 ${version}）`

/** At the foot of every page: where the definitions stand. */
export const definitionsLine = ({ definitions }: Stamp): string =>
  definitions ? `口径见${definitions.where}，定义版本 ${definitions.revision.slice(0, 12)}` : ''

/** A file being written. The first sheet is the data; later ones explain it. */
interface FileWriter {
  sheet: (sheet: Sheet) => Promise<void>
  /** Ends the file; after it resolves every byte has been handed to the sink. */
  close: () => Promise<void>
}

/** One format. Adding one is a file with this and a line in `index.ts`. */
export interface Exporter {
  extension: string
  mime: string
  /** Rows above this are refused before the first byte; `null` = no limit of its own. */
  mostRows: number | null
  /** Holds the data alone, so that each row says what elsewhere stands on sheets of its own. */
  alone: boolean
  /** Is read on paper: a change stands there in words, points for a share and percent for the rest. */
  printed: boolean
  open: (sink: Writable, stamp: Stamp) => FileWriter
}

/** Text that a spreadsheet would take for a formula. */
export const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text)
