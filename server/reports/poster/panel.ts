import type { PanelData } from '../../contract/index.ts'
import { drawHeadline, drawRanking, drawSplit, drawTable, drawTargets } from './figures.ts'
import { drawAlerts, drawBroken, drawDecisions, drawFeeds, drawTasks } from './lists.ts'
import { indicatorOf, whenWords, type Look } from './look.ts'
import { drawMap } from './map.ts'
import { box, MUTED, placed, write, type Room } from './svg.ts'
import { drawTrend } from './trend.ts'

const [PAD, HEAD] = [16, 30]

const bodyOf = (panel: PanelData, look: Look, room: Room): string => {
  switch (panel.kind) {
    case 'headline':
      return drawHeadline(panel, look, room)
    case 'trend':
      return drawTrend(panel, look, room)
    case 'ranking':
      return drawRanking(panel, look, room)
    case 'split':
      return drawSplit(panel, look, room)
    case 'map':
      return drawMap(panel, look, room)
    case 'table':
      return drawTable(panel, look, room)
    case 'targets':
      return drawTargets(panel, look, room)
    case 'alerts':
      return drawAlerts(panel.rows, panel.total, room)
    case 'ticker':
      return drawAlerts(panel.rows, panel.rows.length, room)
    case 'decisions':
      return drawDecisions(panel, look, room)
    case 'tasks':
      return drawTasks(panel, room)
    case 'feeds':
      return drawFeeds(panel, room)
    case 'broken':
      return drawBroken(panel, room)
  }
}

const KINDS: Record<PanelData['kind'], string> = {
  headline: '关键指标',
  trend: '走势',
  ranking: '排行',
  map: '分布',
  table: '下级区域',
  targets: '目标完成',
  alerts: '当前预警',
  ticker: '最新预警',
  feeds: '数据报送',
  tasks: '督办事项',
  decisions: '此刻要定的事',
  split: '构成',
  broken: '',
}

/** What a panel is called where nobody named it: by what it shows. */
const titleOf = (panel: PanelData, title: string | undefined, look: Look): string =>
  title
  ?? ('indicator' in panel ? `${indicatorOf(look, panel.indicator).title}${KINDS[panel.kind]}` : KINDS[panel.kind])

const noteOf = (panel: PanelData, look: Look): string => {
  switch (panel.kind) {
    case 'map':
      return `${whenWords(panel.bucket, panel.grain)}${indicatorOf(look, panel.indicator).unit ? `（${indicatorOf(look, panel.indicator).unit}）` : ''}`
    case 'split':
      return `${whenWords(panel.bucket, panel.grain)}${indicatorOf(look, panel.indicator).unit ? `（${indicatorOf(look, panel.indicator).unit}）` : ''}`
    case 'ranking':
      return panel.rows[0] ? whenWords(panel.rows[0].figure.cell.bucket, panel.grain) : ''
    default:
      return ''
  }
}

/** A panel with its frame and title. */
export const drawPanel = (panel: PanelData, title: string | undefined, look: Look, room: Room): string => {
  const inside = { width: room.width - 2 * PAD, height: room.height - 2 * PAD - HEAD }
  return [
    box(0.5, 0.5, { width: room.width - 1, height: room.height - 1 }, 'fill="#fff" stroke="#d9e1ec" rx="4"'),
    write(titleOf(panel, title, look), PAD, PAD + 16, { size: 17, strong: true, room: inside.width * 0.66 }),
    write(noteOf(panel, look), room.width - PAD, PAD + 16, {
      size: 13,
      fill: MUTED,
      anchor: 'end',
      room: inside.width * 0.33,
    }),
    placed(bodyOf(panel, look, inside), PAD, PAD + HEAD, inside),
  ].join('')
}
