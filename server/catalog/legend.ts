import type { Bands } from './model/index.ts'

const SIGNS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const
const OPPOSITE = { '<': '≥', '<=': '>', '>': '≤', '>=': '<' } as const

/** The bands of one level in words, worst first; on the three-colour scale what no rule catches is green. */
export const legendOf = (rules: Bands['rules'][string], scale: Bands['scale']): { band: string; words: string }[] => {
  const coloured = rules.map(({ band, when }, index) => {
    const worse = rules[index - 1]?.when
    const ends = worse ? [worse.number, when.number].sort((a, b) => a - b) : null
    return { band: band as string, words: ends ? `${ends[0]}～${ends[1]}` : `${SIGNS[when.operator]} ${when.number}` }
  })
  const mildest = rules.at(-1)?.when
  if (scale === 'three' && mildest)
    coloured.push({ band: 'green', words: `${OPPOSITE[mildest.operator]} ${mildest.number}` })
  return coloured
}
