import type { Grain } from '../../../contract/index.ts'
import { SPECIAL_WORDS } from '../../special/grammar.ts'
import { ABOUT, type Aspect, type Piece, type Tell } from './nodes.ts'

const GRAIN_WORDS: Record<string, Grain> = {
  小时: 'hour',
  日: 'day',
  周: 'week',
  旬: 'dekad',
  月: 'month',
  季: 'quarter',
  年: 'year',
}
const PLAIN_ASPECTS = ['值', '同比', '环比', '目标', '达标', '最高', '最低'] as const

const aspectOf = (word: string): Aspect | null => {
  const plain = PLAIN_ASPECTS.find((one) => one === word)
  if (plain) return { kind: plain }
  const [, side, count] = /^([前后])(\d{1,2})$/.exec(word) ?? []
  return side === undefined ? null : { kind: side as '前' | '后', count: Number(count) }
}

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
    else
      tell(
        line,
        `不认识“${word}”；可写 ${PLAIN_ASPECTS.join('、')}、前3、后3，或粒度 ${Object.keys(GRAIN_WORDS).join('、')}`,
      )
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
