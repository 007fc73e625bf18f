import { maskOf } from '../../mask.ts'
import { suggestion } from '../../nearest.ts'
import type { KnownColumns } from '../../expression/index.ts'
import type { DeliveredDefinition } from '../../schema/index.ts'
import type { CaseSource } from '../../model/index.ts'
import { columnNamed, expression, type Desk } from '../context.ts'

/** Stands in a title for the name of the row's place. */
const PLACE = '区域'

const PLACEHOLDER = /\{([^{}]*)\}/g

/** What is named in a title is read by everybody who may see the case. */
const isPersonal = (written: DeliveredDefinition, name: string): boolean =>
  written.columns[name]!.class === 'personal'
  || maskOf({ columns: written.columns, class: written.class }, name) !== null

const checkTemplate = (
  text: string,
  field: 'title' | 'words',
  { written, columns, desk: { report } }: { written: DeliveredDefinition; columns: KnownColumns; desk: Desk },
): void => {
  for (const [, name = ''] of text.matchAll(PLACEHOLDER)) {
    if (name === PLACE) continue
    const column = columnNamed(name, columns, report, ['opens', field])
    if (column && isPersonal(written, name))
      report.add(['opens', field], `列 ${name} 是个人信息，不能写进事件的标题和说明`)
  }
}

/** Checks how rows are to become cases; `null` where none are, or the declaration is wrong. */
export const caseSourceOf = async (
  written: DeliveredDefinition,
  columns: KnownColumns,
  desk: Desk,
): Promise<CaseSource | null> => {
  const { opens } = written
  const { report } = desk
  if (opens === undefined) return null
  if (written.fed_by !== undefined) report.add(['opens'], '系统自己写入的数据资源不能再转为事件', { key: true })
  if (written.kind === 'snapshot')
    report.add(['opens'], 'snapshot 每期一份，不是一件一件的事，不能转为事件；请用 record 或 reading', { key: true })
  if (written.key.length === 0)
    report.add(['opens'], '转为事件的数据资源要写 key，同一件事才不会立两次案', { key: true })
  if (!desk.caseTypeIds.includes(opens.case))
    report.add(['opens', 'case'], `没有事件类型 ${opens.case}${suggestion(opens.case, desk.caseTypeIds)}`, {
      follows: desk.incomplete,
    })
  checkTemplate(opens.title, 'title', { written, columns, desk })
  checkTemplate(opens.words, 'words', { written, columns, desk })
  if (opens.place !== undefined) {
    const place = columnNamed(opens.place, columns, report, ['opens', 'place'])
    if (place && place.type !== 'VARCHAR') report.add(['opens', 'place'], `列 ${opens.place} 应为文本类型`)
  }
  const when =
    opens.when === undefined
      ? null
      : await expression({ text: opens.when, columns, expected: 'condition' }, desk, ['opens', 'when'])
  if (when?.usesBucketEnd) report.add(['opens', 'when'], 'bucket_end() 只能用在指标里')
  return {
    type: opens.case,
    when,
    title: opens.title,
    words: opens.words,
    place: opens.place ?? null,
    withinSeconds: opens.within,
  }
}
