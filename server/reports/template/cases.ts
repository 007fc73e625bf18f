import type { CaseQueue, TasksPanel } from '../../contract/index.ts'
import type { TableBlock } from '../document/model.ts'
import type { CaseList, Node } from './read/nodes.ts'

/** The first cases of a list, what is due first in front, and how many there are in all. */
export type CasesOf = (queue: CaseQueue, most: number) => Promise<Pick<TasksPanel, 'rows' | 'total'>>

const QUEUES: Record<CaseList, CaseQueue> = {
  待办: 'open',
  超期: 'overdue',
  即将超期: 'due',
  督办: 'supervised',
  升级: 'climbed',
}

const COLUMNS: TableBlock['columns'] = [
  { name: '编号', numeric: false, share: 3.4 },
  { name: '事件', numeric: false, share: 2.6 },
  { name: '区域', numeric: false, share: 1.2 },
  { name: '承办', numeric: false, share: 1.4 },
  { name: '环节', numeric: false, share: 0.8 },
  { name: '时限', numeric: false, share: 2 },
]

/** Cases as they stand when the report is written; where there are more than are shown the caption says how many. */
export const caseList = async (
  cases: CasesOf,
  caption: string,
  { list, top }: Extract<Node, { kind: 'cases' }>,
): Promise<TableBlock> => {
  const { rows, total } = await cases(QUEUES[list], top)
  return {
    kind: 'table',
    caption: total > rows.length ? `${caption}（共${total}件，列前${rows.length}件）` : caption,
    columns: COLUMNS,
    rows: rows.map(({ id, title, place, owner, state, clock }) => [id, title, place, owner ?? '—', state, clock.words]),
  }
}
