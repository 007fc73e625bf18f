import type { Panel } from '../../catalog/index.ts'
import type { PanelData } from '../../contract/index.ts'
import { PanelFailure, type Board, type PanelMaker } from '../board.ts'
import { alerts, ticker } from './alerts.ts'
import { decisions } from './decisions.ts'
import { feeds } from './feeds.ts'
import { headline } from './headline.ts'
import { map } from './map.ts'
import { ranking } from './ranking.ts'
import { split } from './split.ts'
import { table } from './table.ts'
import { tasks } from './tasks.ts'
import { targets } from './targets.ts'
import { trend } from './trend.ts'

const MAKERS: { [K in Panel['panel']]: PanelMaker<K> } = {
  headline,
  trend,
  ranking,
  map,
  alerts,
  ticker,
  targets,
  feeds,
  table,
  tasks,
  decisions,
  split,
}

/** Makes a panel. One that cannot be made says why in words; the others go on. `failed` hears of unforeseen faults. */
export const makePanel = async (board: Board, panel: Panel, failed: (error: unknown) => void): Promise<PanelData> => {
  try {
    return await (MAKERS[panel.panel] as PanelMaker<Panel['panel']>)(board, panel)
  } catch (error) {
    if (error instanceof PanelFailure) return { kind: 'broken', message: error.message }
    failed(error)
    return { kind: 'broken', message: '这个面板暂时无法计算，系统管理员可在服务日志中查看原因' }
  }
}
