import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node as YamlNode,
  type Pair,
} from 'yaml'

export type Path = readonly (string | number)[]

/** Which part of an entry to point at: its key, or a letter inside its text. */
export interface Target {
  key?: boolean
  offset?: number | null
}

/** Where a definition stands: finds line and column (both from 1) of any path inside it. */
export interface Place {
  file: string
  line: number
  /** The definition as written, without its outer indentation. */
  yaml: string
  at: (path: Path, target?: Target) => { line: number; column: number }
}

interface Source {
  file: string
  text: string
  document: Document
  lines: LineCounter
}

const keyText = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key)

/** UTF-16 offset in the file of the `offset`-th letter of a scalar's value; its start when the value spans lines. */
const insideScalar = (text: string, range: readonly number[], type: string | undefined, offset: number): number => {
  const [start, end] = [range[0]!, range[1]!]
  const written = text.slice(start, end)
  if (written.includes('\n')) return start
  if (type === 'PLAIN') return start + Math.min(offset, written.length)
  const escape = type === 'QUOTE_SINGLE' ? /^''/ : /^\\(x..|u.{4}|.)/s
  let position = 1
  for (let letter = 0; letter < offset && position < written.length - 1; letter += 1) {
    position += escape.exec(written.slice(position))?.[0].length ?? 1
  }
  return start + position
}

const step = (node: YamlNode | null, segment: string | number): { pair: Pair | null; node: YamlNode | null } | null => {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item) === String(segment))
    return pair === undefined ? null : { pair, node: isNode(pair.value) ? pair.value : null }
  }
  const item = isSeq(node) ? node.items[Number(segment)] : undefined
  return isNode(item) ? { pair: null, node: item } : null
}

const dedent = (text: string, column: number): string =>
  text
    .split('\n')
    .map((line, index) =>
      index === 0 ? line : line.slice(Math.min(column - 1, line.length - line.trimStart().length)),
    )
    .join('\n')
    .trimEnd()

/** The place of `root` in its file. */
export const placeOf = (
  { file, text, document, lines }: Source,
  root: YamlNode,
  rootPair: Pair | null = null,
): Place => {
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const keyStart = (pair: Pair | null): number | undefined =>
    pair !== null && isNode(pair.key) ? pair.key.range?.[0] : undefined
  const start = keyStart(rootPair) ?? root.range?.[0] ?? 0
  const resolved = (node: YamlNode | null): YamlNode | null => (isAlias(node) ? (node.resolve(document) ?? null) : node)
  const at: Place['at'] = (path, target = {}) => {
    let found: { pair: Pair | null; node: YamlNode | null } = { pair: rootPair, node: root }
    let whole = true
    for (const segment of path) {
      const next = step(resolved(found.node), segment)
      if (next === null) {
        whole = false
        break
      }
      found = next
    }
    const { node, pair } = found
    // A missing key is shown where its parent begins: at the parent's own key, which the eye finds first.
    if (!whole || target.key === true || !node?.range) return position(keyStart(pair) ?? node?.range?.[0] ?? start)
    if (isScalar(node) && typeof target.offset === 'number')
      return position(insideScalar(text, node.range, node.type, target.offset))
    return position(node.range[0])
  }
  const { line, column } = position(start)
  return { file, line, yaml: dedent(text.slice(start, root.range?.[1] ?? start), column), at }
}
