import { compileCatalog } from './load.ts'
import type { Catalog } from './model/index.ts'
import type { Probe } from './expression/index.ts'

/** A small sound folder; tests break one thing in it. */
const CITY = `city: { title: 试验区 }
themes:
  - { id: work, title: 工作 }
`

export const DATASETS = `datasets:
  - id: work.case
    title: 事件
    owner: 甲部门
    kind: record
    key: [case_id]
    time: reported_at
    region: region_code
    freshness: 15m
    columns:
      case_id: { type: text, required: true }
      reported_at: { type: time, required: true }
      updated_at: { type: time }
      region_code: { type: region, required: true }
      category: { type: text, values: [环境卫生, 矛盾纠纷] }
      departments: { type: integer, min: 1 }
      closed_at: { type: time }
      place: { type: point }
    checks:
      - { rule: "closed_at is null or closed_at >= reported_at", says: 办结早于上报 }
`

export const INDICATORS = `indicators:
  - id: work.cases
    title: 事件数
    meaning: 件数
    from: work.case
    value: { count: all }
    grains: [day, month]
  - id: work.closed_rate
    title: 办结率
    meaning: 办结占比
    unit: "%"
    better: higher
    from: work.case
    where: departments > 1
    value: { ratio: { of: { count: closed_at is not null }, to: { count: all } } }
    grains: [day, month]
    bands: { red: "< 80", yellow: "< 95" }
  - id: work.load
    title: 负荷
    meaning: 比值
    value: { formula: "a / b * 100", a: work.cases, b: work.closed_rate }
    grains: [month]
`

const ALERTS = `worktimes: [{ id: office, title: 上班, hours: ["08:30-17:30"], years: {} }]
case_types:
  - { id: work.clearing, title: 清理, limits: { handle: 2d }, whole: 4d }
calendars:
  - { id: duty, title: 值班, worktime: office, hours: ["08:30-12:00"], season: [04-15..10-15] }
alerts:
  - id: work.backlog
    title: 积压
    on: work.cases
    grain: day
    level: town
    bands:
      yellow: { enter: ">= 20", exit: "< 15", for: 10m }
      red: { enter: ">= 60", exit: "< 50" }
    calendar: duty
    inhibited_by: parent
    tells: { yellow: town, red: [town, leader] }
    climbs: { unread: 30m, to: district }
    opens: { case: work.clearing, handle_within: 4h, from: red }    
  - id: work.low
    title: 办结率低
    on: work.closed_rate
    level: [town, district]
    bands: { yellow: {}, red: { exit: ">= 82" } }
  - id: work.silent
    title: 停报
    silence: work.case
    level: district
    bands: { yellow: { after: 1h } }
    plan: work.clear
plans:
  - id: work.clear
    title: 清理预案
    basis: 清理办法
    steps:
      - { who: 镇街, does: 当日清理。, within: 4h }
      - { who: 区社会治理中心, does: 派人督办。, from: red }
`

export const SCREENS = `screens:
  - id: overview
    title: 总览
    level: [district, town]
    left: [{ panel: headline, of: [work.cases, work.load] }]
    centre: { panel: map, fill: work.cases, layers: [{ heat: work.case, where: closed_at is null }] }
    right: [{ panel: trend, of: work.cases, grain: day }]
`

export const SOUND: Readonly<Record<string, string>> = {
  'city.yaml': CITY,
  'work/datasets.yaml': DATASETS,
  'work/indicators.yaml': INDICATORS,
  'work/alerts.yaml': ALERTS,
  'screens/overview.yaml': SCREENS,
}

/** The small folder with one text replaced by another; throws when the text is not there. */
export const broken = (file: string, from: string, to: string): Record<string, string> => {
  if (!SOUND[file]!.includes(from)) throw new Error(`${from} is not in ${file}`)
  return { ...SOUND, [file]: SOUND[file]!.replace(from, to) }
}

export const compile = (
  files: Readonly<Record<string, string | null>>,
  probe: Probe,
  previous?: Catalog,
): Promise<Catalog> =>
  compileCatalog(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { probe, previous: previous ?? null },
  )

/** Problems as an author reads them. */
export const says = ({ problems }: Catalog): string[] =>
  problems.map(({ file, line, column, where, message }) => `${file}:${line}:${column} ${where} ${message}`)
