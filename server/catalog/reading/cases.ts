import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { isMap, isSeq, LineCounter, parseDocument, type Node as YamlNode } from 'yaml'
import type { CatalogProblem } from '../../contract/index.ts'
import { caseSchema, type NumberCase } from '../schema/index.ts'
import { checkShape } from '../shape/check-shape.ts'
import { placeOf } from './place.ts'
import { createReport } from './report.ts'
import { yamlMessage } from './yaml-message.ts'

/** A worked example and where it stands. */
export interface LocatedCase extends NumberCase {
  file: string
  line: number
}

interface CaseFile {
  cases: LocatedCase[]
  problems: CatalogProblem[]
}

const readCaseFile = (file: string, text: string): CaseFile => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problem = (offset: number, message: string): CatalogProblem => {
    const { line, col } = lines.linePos(Math.min(offset, text.length))
    return { file, line, column: col, where: '', message }
  }
  if (document.errors.length > 0)
    return { cases: [], problems: document.errors.map((error) => problem(error.pos[0], yamlMessage(error, text))) }
  const list: unknown = isMap(document.contents) ? document.contents.get('cases') : null
  if (!isSeq(list)) return { cases: [], problems: [problem(0, '样例文件应写作 cases: 下面一个列表')] }
  const cases: LocatedCase[] = []
  const problems = (list.items as YamlNode[]).flatMap((node, index) => {
    const raw: unknown = node.toJS(document)
    const place = placeOf({ file, text, document, lines }, node)
    const report = createReport({ place, name: `cases[${index}]` })
    const read = checkShape({ raw }, caseSchema, report)
    if (read) cases.push({ ...read, file, line: place.line })
    return report.problems
  })
  return { cases, problems }
}

/** All worked examples of a folder (`cases.yaml`, `x.cases.yaml`), in the order of their files. */
export const loadCases = async (folder: string): Promise<CaseFile> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && /(^|\.)cases\.ya?ml$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  const read = await Promise.all(
    files.map(async (file) =>
      readCaseFile(path.relative(folder, file).split(path.sep).join('/'), await readFile(file, 'utf8')),
    ),
  )
  return { cases: read.flatMap((one) => one.cases), problems: read.flatMap((one) => one.problems) }
}
