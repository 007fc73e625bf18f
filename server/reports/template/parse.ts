import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { grainSchema, type CatalogProblem, type Grain } from '../../contract/index.ts'
import { readWhen, WHEN_HINT } from '../timing/index.ts'

/** A place in a sentence: fixed words, what the report is about, or an aspect of an indicator. */
export type Piece =
  | { kind: 'words'; text: string }
  | { kind: 'about'; what: '地区' | '期间' | '截至' | '导出人' }
  | { kind: 'number'; indicator: string; aspect: Aspect; grain: Grain | null; line: number }

export type Aspect = { kind: '值' | '同比' | '环比' | '目标' | '最高' | '最低' } | { kind: '前' | '后'; count: number }

export interface TableColumn { indicator: string; with: ('同比' | '环比' | '目标')[]; line: number }

/** A line of the template, in the order written. */
export type Node =
  | { kind: 'title' | 'subtitle' | 'heading' | 'subheading' | 'paragraph'; pieces: Piece[] }
  | { kind: 'if'; indicator: string; operator: Operator; limit: number; line: number; then: Node[]; otherwise: Node[] }
  | { kind: 'table'; caption: Piece[]; columns: TableColumn[] }
  | { kind: 'chart'; caption: Piece[]; indicator: string; buckets: number; line: number }
  | { kind: 'ranking'; caption: Piece[]; indicator: string; top: number; line: number }
  | { kind: 'split'; caption: Piece[]; indicator: string; by: string; top: number; line: number }

export type Operator = '>' | '>=' | '<' | '<=' | '='

const headSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/), title: z.string().min(1), about: z.string().default(''), grain: grainSchema,
  levels: z.array(z.string()).default([]), schedule: z.string().refine((text) => readWhen(text) !== null, `看不懂报送时间；${WHEN_HINT}`).optional(),
})

/** A report as its author wrote it; `text` is kept with each issue, so that it can be made again. */
export interface Template extends z.infer<typeof headSchema> { file: string; text: string; nodes: Node[] }

const GRAIN_WORDS: Record<string, Grain> = { 时: 'hour', 日: 'day', 周: 'week', 旬: 'dekad', 月: 'month', 季: 'quarter', 年: 'year' }
const ABOUT = ['地区', '期间', '截至', '导出人'] as const
const PLAIN_ASPECTS = ['值', '同比', '环比', '目标', '最高', '最低'] as const

const aspectOf = (word: string): Aspect | null => {
  const plain = PLAIN_ASPECTS.find((one) => one === word)
  if (plain) return { kind: plain }
  const [, side, count] = /^([前后])(\d{1,2})$/.exec(word) ?? []
  return side === undefined ? null : { kind: side as '前' | '后', count: Number(count) }
}

type Tell = (line: number, message: string) => void

const placeOf = (inside: string, line: number, tell: Tell): Piece => {
  const [first = '', ...words] = inside.trim().split(/\s+/)
  const about = ABOUT.find((one) => one === first)
  if (about) return { kind: 'about', what: about }
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

const countOf = (word: string | undefined, fallback: number, line: number, tell: Tell): number => {
  if (word === undefined) return fallback
  const count = Number(word)
  if (Number.isInteger(count) && count >= 1 && count <= 400) return count
  tell(line, `“${word}”应是 1 到 400 之间的整数`)
  return fallback
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

interface Open { node: Extract<Node, { kind: 'if' }>; into: Node[]; line: number }

/** Reads the body line by line; a wrong line is told and left out, the others stay. */
const bodyOf = (lines: readonly string[], firstLine: number, tell: Tell): Node[] => {
  const nodes: Node[] = []
  const open: Open[] = []
  const put = (node: Node | null): void => void (node && (open.at(-1)?.into ?? nodes).push(node))
  const command = (word: string, rest: string, line: number): void => {
    const [, indicator, operator, limit] = /^(\S+)\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)$/.exec(rest) ?? []
    if (word === '若') {
      if (indicator === undefined) tell(line, '条件应写作“@若 指标 > 100”')
      const node = { kind: 'if' as const, indicator: indicator ?? '', operator: (operator ?? '=') as Operator, limit: Number(limit), line, then: [], otherwise: [] }
      put(node)
      open.push({ node, into: node.then, line })
    } else if (word === '否则' || word === '完') {
      const last = open.at(-1)
      if (!last) tell(line, `@${word} 前面没有 @若`)
      else if (word === '完') open.pop()
      else last.into = last.node.otherwise
    } else if (['表', '图', '排名', '类别'].includes(word)) put(figureOf(word, rest, line, tell))
    else tell(line, `不认识 @${word}；可写 @若、@否则、@完、@表、@图、@排名、@类别`)
  }
  for (const [at, written] of lines.entries()) {
    const line = firstLine + at
    const text = written.trim()
    if (text === '') continue
    const [, word, rest] = /^@(\S+)\s*(.*)$/.exec(text) ?? []
    const head = HEADS.find(([sign]) => text.startsWith(sign))
    if (word !== undefined) command(word, rest ?? '', line)
    else if (head) put({ kind: head[1], pieces: piecesOf(text.slice(head[0].length), line, tell) })
    else put({ kind: 'paragraph', pieces: piecesOf(text, line, tell) })
  }
  for (const { line } of open) tell(line, '@若 没有 @完')
  return nodes
}

/** A template from its file: YAML between `---` lines, then text. Problems name file and line. */
export const parseTemplate = (file: string, text: string): { template: Template | null; problems: CatalogProblem[] } => {
  const problems: CatalogProblem[] = []
  const tell: Tell = (line, message) => void problems.push({ file, line, column: 1, where: '', message })
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0) {
    tell(1, '文件应以一段用 --- 隔开的说明开头（id、title、grain）')
    return { template: null, problems }
  }
  let raw: unknown = null
  try {
    raw = parseYaml(lines.slice(1, end).join('\n'))
  } catch (error) {
    tell(2, `说明不是有效的 YAML：${(error as Error).message.split('\n')[0]}`)
  }
  const head = headSchema.safeParse(raw)
  const nodes = bodyOf(lines.slice(end + 1), end + 2, tell)
  if (!head.success) {
    for (const { path, message } of head.error.issues) tell(1 + Math.max(1, lines.slice(1, end).findIndex((one) => one.startsWith(`${String(path[0])}:`)) + 1), `${path.join('.')}：${message}`)
    return { template: null, problems }
  }
  return { template: { ...head.data, file, text, nodes }, problems }
}
