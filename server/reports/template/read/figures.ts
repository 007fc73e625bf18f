import type { SpecialFigure } from '../../special/grammar.ts'
import { CASE_LISTS, type Node, type Piece, type TableColumn, type Tell } from './nodes.ts'
import { piecesOf } from './pieces.ts'

const columnOf = (text: string, line: number, tell: Tell): TableColumn => {
  const [indicator = '', ...words] = text.trim().split(/\s+/)
  const known = ['同比', '环比', '目标'] as const
  for (const word of words)
    if (!known.some((one) => one === word)) tell(line, `表的列不认识“${word}”；可写 ${known.join('、')}`)
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
export const specialOf = (figure: SpecialFigure, rest: string, line: number, tell: Tell): Node => {
  const [caption = '', what = ''] = rest.split(/[:：]/)
  const words = what.split(/[,，\s]+/).filter(Boolean)
  const counted = words.length > 0 && words.every((word) => /^\d+$/.test(word))
  return {
    kind: 'special',
    figure,
    caption: piecesOf(caption.trim(), line, tell),
    line,
    indicators: counted ? [] : words,
    count: counted ? countOf(words[0], null, line, tell) : null,
  }
}

const casesOf = (caption: Piece[], what: string, line: number, tell: Tell): Node | null => {
  const [word = '', count] = what.trim().split(/\s+/)
  const list = CASE_LISTS.find((one) => one === word)
  if (!list) tell(line, `@事件 不认识“${word}”；可写 ${CASE_LISTS.join('、')}，后面可写最多几件`)
  return list ? { kind: 'cases', caption, list, top: countOf(count, 10, line, tell), line } : null
}

export const FIGURES = ['表', '图', '排名', '类别', '事件'] as const

/** `@表 标题：…`: what it shows stands behind the colon. */
export const figureOf = (word: (typeof FIGURES)[number], rest: string, line: number, tell: Tell): Node | null => {
  const cut = rest.search(/[:：]/)
  if (cut < 0) {
    tell(line, `@${word} 应写作“@${word} 标题：${word === '事件' ? '超期 10' : '指标 …'}”`)
    return null
  }
  const caption = piecesOf(rest.slice(0, cut).trim(), line, tell)
  const what = rest.slice(cut + 1)
  const [indicator = '', second, third] = what.trim().split(/\s+/)
  switch (word) {
    case '表':
      return { kind: 'table', caption, columns: what.split(/[,，]/).map((one) => columnOf(one, line, tell)) }
    case '图':
      return { kind: 'chart', caption, indicator, buckets: countOf(second, 12, line, tell), line }
    case '排名':
      return { kind: 'ranking', caption, indicator, top: countOf(second, 10, line, tell), line }
    case '事件':
      return casesOf(caption, what, line, tell)
    case '类别':
      return { kind: 'split', caption, indicator, by: second ?? '', top: countOf(third, 10, line, tell), line }
  }
}
