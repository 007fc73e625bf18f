import type { Grain } from '../../../contract/index.ts'
import type { SpecialFigure, SpecialTest, SpecialWord } from '../../special/grammar.ts'

export const ABOUT = ['地区', '期间', '期号', '序', '截至', '导出人'] as const
/** What any report may say of itself. `期号` = its number within the year, `序` = 一、二、三 of its headings as they come. */
export type About = (typeof ABOUT)[number]

/** A place in a sentence: fixed words, what the report is about, or an aspect of an indicator. */
export type Piece =
  | { kind: 'words'; text: string }
  | { kind: 'about'; what: About }
  | { kind: 'special'; what: SpecialWord; line: number }
  | { kind: 'number'; indicator: string; aspect: Aspect; grain: Grain | null; line: number }

/** `达标` = whether the value meets its target, in words. */
export type Aspect =
  | { kind: '值' | '同比' | '环比' | '目标' | '达标' | '最高' | '最低' }
  | { kind: '前' | '后'; count: number }

export interface TableColumn {
  indicator: string
  with: ('同比' | '环比' | '目标')[]
  line: number
}

/** Which cases a list holds, as they stand when the report is written. */
export const CASE_LISTS = ['待办', '超期', '即将超期', '督办', '升级'] as const
export type CaseList = (typeof CASE_LISTS)[number]

/** A line of the template, in the order written. */
export type Node =
  | { kind: 'title' | 'subtitle' | 'heading' | 'subheading' | 'paragraph'; pieces: Piece[] }
  | { kind: 'dateline'; left: Piece[]; right: Piece[] }
  | { kind: 'if'; indicator: string; operator: Operator; limit: number; line: number; then: Node[]; otherwise: Node[] }
  | { kind: 'given'; test: SpecialTest; line: number; then: Node[]; otherwise: Node[] }
  | {
      kind: 'special'
      figure: SpecialFigure
      caption: Piece[]
      indicators: string[]
      count: number | null
      line: number
    }
  | { kind: 'table'; caption: Piece[]; columns: TableColumn[] }
  | { kind: 'chart'; caption: Piece[]; indicator: string; buckets: number; line: number }
  | { kind: 'ranking'; caption: Piece[]; indicator: string; top: number; line: number }
  | { kind: 'cases'; caption: Piece[]; list: CaseList; top: number; line: number }
  | { kind: 'split'; caption: Piece[]; indicator: string; by: string; top: number; line: number }

export type Operator = '>' | '>=' | '<' | '<=' | '='

/** Tells the author of a mistake, by its line. */
export type Tell = (line: number, message: string) => void
