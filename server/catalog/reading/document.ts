import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node as YamlNode,
  type Pair,
  type YAMLError,
} from 'yaml'
import type { CatalogProblem } from '../../contract/index.ts'
import { suggestion } from '../nearest.ts'
import { LISTS, type Definition, type ListName } from './definition.ts'
import type { SourceFile } from './files.ts'
import { placeOf } from './place.ts'
import { yamlMessage } from './yaml-message.ts'

export interface ReadDocument {
  definitions: Definition[]
  problems: CatalogProblem[]
  /** Something in the file could not be told apart, so what is missing from it may still be meant. */
  damaged: boolean
}

interface Opened {
  file: string
  text: string
  document: Document
  lines: LineCounter
}

const plain = (node: YamlNode, document: Document): unknown => {
  try {
    return node.toJS(document) as unknown
  } catch {
    return undefined
  }
}

const idOf = (raw: unknown): string | null => {
  const id: unknown = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>)['id'] : null
  return typeof id === 'string' && id !== '' ? id : null
}

const entriesOf = (opened: Opened, list: ListName, items: unknown[]): Definition[] =>
  items.map((item, index) => {
    const node = item as YamlNode
    const raw = plain(node, opened.document)
    const id = idOf(raw)
    return { list, id, name: id === null ? `${list}[${index}]` : `${list}.${id}`, raw, place: placeOf(opened, node) }
  })

/** Repeated keys leave the structure as it is; after any other error the rest of the file may be read wrongly. */
const isStructural = (error: YAMLError): boolean => error.code !== 'DUPLICATE_KEY'

/**
 * What can be trusted beside the errors: not the entry an error stands in, and after an error of structure
 * nothing that has no further entry between itself and the error.
 */
const trusted = (
  definitions: { definition: Definition; start: number; end: number }[],
  errors: readonly YAMLError[],
): Definition[] => {
  const starts = definitions.map((entry) => entry.start).sort((a, b) => a - b)
  const lastSafe = (error: YAMLError): number => starts.filter((start) => start <= error.pos[0]).at(-1) ?? 0
  return definitions
    .filter(({ start, end }) =>
      errors.every((error) =>
        isStructural(error) ? start < lastSafe(error) : error.pos[0] < start || error.pos[0] >= end,
      ),
    )
    .map(({ definition }) => definition)
}

const LOCAL: readonly string[] = ['DUPLICATE_KEY', 'BAD_SCALAR_START', 'BAD_DQ_ESCAPE']

/** One slip in the structure makes errors down to the end of the file; only the first of them means something. */
const telling = (errors: readonly YAMLError[]): YAMLError[] => {
  const first = errors.find(({ code }) => !LOCAL.includes(code))
  return errors.filter((error) => error === first || LOCAL.includes(error.code))
}

/** Reads one file into its definitions; syntax errors cost the definitions they touch, not the others. */
export const readDocument = ({ file, text }: SourceFile): ReadDocument => {
  const problem = (line: number, column: number, where: string, message: string): CatalogProblem => ({
    file,
    line,
    column,
    where,
    message,
  })
  if (text === null)
    return { definitions: [], damaged: true, problems: [problem(1, 1, '', '文件不是 UTF-8 编码，请另存为 UTF-8')] }
  // An editor empties a file before it writes it; a file that is meant to be gone is deleted.
  if (text.trim() === '')
    return { definitions: [], damaged: true, problems: [problem(1, 1, '', '文件是空的；不再需要时请删除它')] }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const position = (offset: number) => lines.linePos(Math.min(offset, text.length))
  const problems = telling(document.errors).map((error) => {
    const { line, col } = position(error.pos[0])
    return problem(line, col, '', yamlMessage(error, text))
  })
  const root = document.contents
  const damaged = problems.length > 0
  if (root === null || (isScalar(root) && root.value === null)) return { definitions: [], problems, damaged }
  if (!isMap(root)) {
    return {
      definitions: [],
      damaged: true,
      problems: [...problems, problem(1, 1, '', `文件应由 ${['city', ...LISTS].join('、')} 这些列表组成`)],
    }
  }
  const opened: Opened = { file, text, document, lines }
  const found: { definition: Definition; start: number; end: number }[] = []
  for (const pair of root.items as Pair[]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const value = pair.value as YamlNode | null
    const at = () => position((pair.key as YamlNode | null)?.range?.[0] ?? 0)
    // Behind an error of structure any word may look like a list's name.
    const wrong = (message: string) =>
      !document.errors.some(isStructural) && problems.push(problem(at().line, at().col, key, message))
    const add = (definitions: Definition[], nodes: YamlNode[]) =>
      definitions.forEach((definition, index) =>
        found.push({ definition, start: nodes[index]?.range?.[0] ?? 0, end: nodes[index]?.range?.[1] ?? 0 }),
      )
    if (key === 'city' && value !== null) {
      add(
        [{ list: 'city', id: 'city', name: 'city', raw: plain(value, document), place: placeOf(opened, value, pair) }],
        [value],
      )
    } else if (!LISTS.includes(key as ListName)) {
      wrong(`不认识的列表 ${key}${suggestion(key, ['city', ...LISTS])}`)
    } else if (isSeq(value)) add(entriesOf(opened, key as ListName, value.items), value.items as YamlNode[])
    else if (value !== null && !(isScalar(value) && value.value === null)) wrong(`下面应是列表，每一项以“- ”开头`)
  }
  return { definitions: trusted(found, document.errors), problems, damaged }
}
