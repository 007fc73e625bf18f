import type { Grain } from '../../../contract/index.ts'
import { SPECIAL_FIGURES, SPECIAL_TESTS, SPECIAL_WORDS, type SpecialFigure, type SpecialTest, type SpecialWord } from '../../special/grammar.ts'

const ABOUT = ['地区', '期间', '期号', '序', '截至', '导出人'] as const
/** What any report may say of itself. `期号` = its number within the year, `序` = 一、二、三 of its headings as they come. */
export type About = (typeof ABOUT)[number]

/** A place in a sentence: fixed words, what the report is about, or an aspect of an indicator. */
export type Piece =
  | { kind: 'words'; text: string }
  | { kind: 'about'; what: About }
  | { kind: 'special'; what: SpecialWord; line: number }
  | { kind: 'number'; indicator: string; aspect: Aspect; grain: Grain | null; line: number }

export type Aspect = { kind: '值' | '同比' | '环比' | '目标' | '最高' | '最低' } | { kind: '前' | '后'; count: number }

export interface TableColumn { indicator: string; with: ('同比' | '环比' | '目标')[]; line: number }

/** A line of the template, in the order written. */
export type Node =
  | { kind: 'title' | 'subtitle' | 'heading' | 'subheading' | 'paragraph'; pieces: Piece[] }
  | { kind: 'dateline'; left: Piece[]; right: Piece[] }
  | { kind: 'if'; indicator: string; operator: Operator; limit: number; line: number; then: Node[]; otherwise: Node[] }
  | { kind: 'given'; test: SpecialTest; line: number; then: Node[]; otherwise: Node[] }
  | { kind: 'special'; figure: SpecialFigure; caption: Piece[]; indicators: string[]; count: number | null; line: number }
  | { kind: 'table'; caption: Piece[]; columns: TableColumn[] }
  | { kind: 'chart'; caption: Piece[]; indicator: string; buckets: number; line: number }
  | { kind: 'ranking'; caption: Piece[]; indicator: string; top: number; line: number }
  | { kind: 'split'; caption: Piece[]; indicator: string; by: string; top: number; line: number }

export type Operator = '>' | '>=' | '<' | '<=' | '='

const GRAIN_WORDS: Record<string, Grain> = { 时: 'hour', 日: 'day', 周: 'week', 旬: 'dekad', 月: 'month', 季: 'quarter', 年: 'year' }
const PLAIN_ASPECTS = ['值', '同比', '环比', '目标', '最高', '最低'] as const

const aspectOf = (word: string): Aspect | null => {
  const plain = PLAIN_ASPECTS.find((one) => one === word)
  if (plain) return { kind: plain }
  const [, side, count] = /^([前后])(\d{1,2})$/.exec(word) ?? []
  return side === undefined ? null : { kind: side as '前' | '后', count: Number(count) }
}

export type Tell = (line: number, message: string) => void

const placeOf = (inside: string, line: number, tell: Tell): Piece => {
  const [first = '', ...words] = inside.trim().split(/\s+/)
  const about = ABOUT.find((one) => one === first)
  if (about) return { kind: 'about', what: about }
  const special = SPECIAL_WORDS.find((one) => one === first)
  if (special) return { kind: 'special', what: special, line }
  const found = { aspect: { kind: '值' } as Aspect, grain: null as Grain | null }
  for (const word of words) {
    const aspect = aspectOf(word)
    const grain = GRAIN_WORDS[word]
    if (aspect) found.aspect = aspect
    else if (grain) found.grain = grain
    else tell(line, `不认识“${word}”；可写 ${PLAIN_ASPECTS.join('、')}、前3、后3，或粒度 ${Object.keys(GRAIN_WORDS).join('、')}`)
  }
  return { kind: 'number', indicator: first, ...found, line }
}

/** A sentence with its places. */
export const piecesOf = (text: string, line: number, tell: Tell): Piece[] => {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(/\{([^{}]*)\}/g)) {
    if (match.index > from) pieces.push({ kind: 'words', text: text.slice(from, match.index) })
    pieces.push(placeOf(match[1]!, line, tell))
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ kind: 'words', text: text.slice(from) })
  return pieces
}

const HEADS = [['### ', 'subheading'], ['## ', 'heading'], ['# ', 'title'], ['> ', 'subtitle']] as const

const columnOf = (text: string, line: number, tell: Tell): TableColumn => {
  const [indicator = '', ...words] = text.trim().split(/\s+/)
  const known = ['同比', '环比', '目标'] as const
  for (const word of words) if (!known.some((one) => one === word)) tell(line, `表的列不认识“${word}”；可写 ${known.join('、')}`)
  return { indicator, with: known.filter((one) => words.includes(one)), line }
}

const countOf = <Absent>(word: string | undefined, fallback: Absent, line: number, tell: Tell): number | Absent => {
  if (word === undefined) return fallback
  const count = Number(word)
  if (Number.isInteger(count) && count >= 1 && count <= 400) return count
  tell(line, `“${word}”应是 1 到 400 之间的整数`)
  return fallback
}

/** `@经过 标题`, `@分布 标题：5`, `@当时 标题：指标, 指标`. */
const specialOf = (figure: SpecialFigure, rest: string, line: number, tell: Tell): Node => {
  const [caption = '', what = ''] = rest.split(/[:：]/)
  const words = what.split(/[,，\s]+/).filter(Boolean)
  const counted = words.length > 0 && words.every((word) => /^\d+$/.test(word))
  return { kind: 'special', figure, caption: piecesOf(caption.trim(), line, tell), line, indicators: counted ? [] : words, count: counted ? countOf(words[0], null, line, tell) : null }
}

/** `@表 标题：…`: what it shows stands behind the colon. */
const figureOf = (word: string, rest: string, line: number, tell: Tell): Node | null => {
  const cut = rest.search(/[:：]/)
  if (cut < 0) {
    tell(line, `@${word} 应写作“@${word} 标题：指标 …”`)
    return null
  }
  const caption = piecesOf(rest.slice(0, cut).trim(), line, tell)
  const what = rest.slice(cut + 1)
  const [indicator = '', second, third] = what.trim().split(/\s+/)
  switch (word) {
    case '表': return { kind: 'table', caption, columns: what.split(/[,，]/).map((one) => columnOf(one, line, tell)) }
    case '图': return { kind: 'chart', caption, indicator, buckets: countOf(second, 12, line, tell), line }
    case '排名': return { kind: 'ranking', caption, indicator, top: countOf(second, 10, line, tell), line }
    default: return { kind: 'split', caption, indicator, by: second ?? '', top: countOf(third, 10, line, tell), line }
  }
}

interface Open { node: Extract<Node, { kind: 'if' | 'given' }>; into: Node[]; line: number }

/** `@若 指标 > 100`, `@若 有事件`. */
const conditionOf = (text: string, line: number, tell: Tell): Open['node'] => {
  const test = SPECIAL_TESTS.find((one) => one === text)
  if (test) return { kind: 'given', test, line, then: [], otherwise: [] }
  const [, indicator, operator, limit] = /^(\S+)\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (indicator === undefined) tell(line, `条件应写作“@若 指标 > 100”，专报可写 ${SPECIAL_TESTS.join('、')}`)
  return { kind: 'if', indicator: indicator ?? '', operator: (operator ?? '=') as Operator, limit: Number(limit), line, then: [], otherwise: [] }
}

/** Reads the body line by line; a wrong line is told and left out, the others stay. */
export const bodyOf = (lines: readonly string[], firstLine: number, tell: Tell): Node[] => {
  const nodes: Node[] = []
  const open: Open[] = []
  const put = (node: Node | null): void => void (node && (open.at(-1)?.into ?? nodes).push(node))
  const command = (word: string, rest: string, line: number): void => {
    const figure = SPECIAL_FIGURES.find((one) => one === word)
    if (word === '若') {
      const node = conditionOf(rest.trim(), line, tell)
      put(node)
      open.push({ node, into: node.then, line })
    } else if (word === '否则' || word === '完') {
      const last = open.at(-1)
      if (!last) tell(line, `@${word} 前面没有 @若`)
      else if (word === '完') open.pop()
      else last.into = last.node.otherwise
    } else if (figure) put(specialOf(figure, rest, line, tell))
    else if (['表', '图', '排名', '类别'].includes(word)) put(figureOf(word, rest, line, tell))
    else tell(line, `不认识 @${word}；可写 @若、@否则、@完、@表、@图、@排名、@类别，专报另有 ${SPECIAL_FIGURES.map((one) => `@${one}`).join('、')}`)
  }
  for (const [at, written] of lines.entries()) {
    const line = firstLine + at
    const text = written.trim()
    if (text === '') continue
    const [, word, rest] = /^@(\S+)\s*(.*)$/.exec(text) ?? []
    const [, left, right] = /^>>\s*([^|｜]*)[|｜]?(.*)$/.exec(text) ?? []
    const head = HEADS.find(([sign]) => text.startsWith(sign))
    if (word !== undefined) command(word, rest ?? '', line)
    else if (left !== undefined) put({ kind: 'dateline', left: piecesOf(left.trim(), line, tell), right: piecesOf(right!.trim(), line, tell) })
    else if (head) put({ kind: head[1], pieces: piecesOf(text.slice(head[0].length), line, tell) })
    else put({ kind: 'paragraph', pieces: piecesOf(text, line, tell) })
  }
  for (const { line } of open) tell(line, '@若 没有 @完')
  return nodes
}

