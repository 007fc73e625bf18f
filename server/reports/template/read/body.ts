import { SPECIAL_FIGURES, SPECIAL_TESTS } from '../../special/grammar.ts'
import { FIGURES, figureOf, specialOf } from './figures.ts'
import type { Node, Operator, Tell } from './nodes.ts'
import { piecesOf } from './pieces.ts'

/** A condition that has begun, and the side that is being written. */
interface Open {
  node: Extract<Node, { kind: 'if' | 'given' }>
  into: Node[]
  line: number
}

const HEADS = [
  ['### ', 'subheading'],
  ['## ', 'heading'],
  ['# ', 'title'],
  ['> ', 'subtitle'],
] as const

/** `@若 指标 > 100`, `@若 有事件`. */
const conditionOf = (text: string, line: number, tell: Tell): Open['node'] => {
  const test = SPECIAL_TESTS.find((one) => one === text)
  if (test) return { kind: 'given', test, line, then: [], otherwise: [] }
  const [, indicator, operator, limit] = /^(\S+)\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (indicator === undefined) tell(line, `条件应写作“@若 指标 > 100”，专报可写 ${SPECIAL_TESTS.join('、')}`)
  return {
    kind: 'if',
    indicator: indicator ?? '',
    operator: (operator ?? '=') as Operator,
    limit: Number(limit),
    line,
    then: [],
    otherwise: [],
  }
}

/** A line that says something itself. */
const textOf = (text: string, line: number, tell: Tell): Node => {
  const [, left, right] = /^>>\s*([^|｜]*)[|｜]?(.*)$/.exec(text) ?? []
  if (left !== undefined)
    return { kind: 'dateline', left: piecesOf(left.trim(), line, tell), right: piecesOf(right!.trim(), line, tell) }
  const head = HEADS.find(([sign]) => text.startsWith(sign))
  return head
    ? { kind: head[1], pieces: piecesOf(text.slice(head[0].length), line, tell) }
    : { kind: 'paragraph', pieces: piecesOf(text, line, tell) }
}

/** `@否则` and `@完` of the innermost condition. */
const turn = (open: Open[], word: '否则' | '完', line: number, tell: Tell): void => {
  const last = open.at(-1)
  if (!last) tell(line, `@${word} 前面没有 @若`)
  else if (word === '完') open.pop()
  else last.into = last.node.otherwise
}

/** `@图 …`; `null` for what is not known or written wrongly. */
const commandOf = (word: string, rest: string, line: number, tell: Tell): Node | null => {
  const special = SPECIAL_FIGURES.find((one) => one === word)
  if (special) return specialOf(special, rest, line, tell)
  const figure = FIGURES.find((one) => one === word)
  if (figure) return figureOf(figure, rest, line, tell)
  tell(
    line,
    `不认识 @${word}；可写 @若、@否则、@完、${FIGURES.map((one) => `@${one}`).join('、')}，专报另有 ${SPECIAL_FIGURES.map((one) => `@${one}`).join('、')}`,
  )
  return null
}

/** Reads the body line by line; a wrong line is told and left out, the others stay. */
export const bodyOf = (lines: readonly string[], firstLine: number, tell: Tell): Node[] => {
  const nodes: Node[] = []
  const open: Open[] = []
  const put = (node: Node | null): void => void (node && (open.at(-1)?.into ?? nodes).push(node))
  for (const [at, written] of lines.entries()) {
    const line = firstLine + at
    const text = written.trim()
    if (text === '') continue
    const [, word, rest = ''] = /^@(\S+)\s*(.*)$/.exec(text) ?? []
    if (word === '若') {
      const node = conditionOf(rest.trim(), line, tell)
      put(node)
      open.push({ node, into: node.then, line })
    } else if (word === '否则' || word === '完') turn(open, word, line, tell)
    else put(word === undefined ? textOf(text, line, tell) : commandOf(word, rest, line, tell))
  }
  for (const { line } of open) tell(line, '@若 没有 @完')
  return nodes
}
