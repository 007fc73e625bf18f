/** Two towns and a zone, two themes; every name is a mark that can be found in an answer. */
export const PARENT: Record<string, string | null> = {
  QD: null,
  QT1: 'QD',
  QT2: 'QD',
  QZ1: 'QD',
  QV11: 'QT1',
  QV12: 'QT1',
  QV21: 'QT2',
  QV22: 'QT2',
}
export const REGIONS = Object.keys(PARENT)
export const THEMES = ['tt', 'uu'] as const
export const NOW = Date.parse('2026-11-21T04:30:20Z')

const levelOf = (code: string): string => (code === 'QD' ? 'district' : code.startsWith('QV') ? 'village' : 'town')
export const TREE = [
  'code,parent,level,name,kind',
  ...REGIONS.map(
    (code) => `${code},${PARENT[code] ?? ''},${levelOf(code)},名${code},${code === 'QZ1' ? 'zone' : 'place'}`,
  ),
].join('\n')

/** Rows of events, and rows about people: small numbers of the latter are hidden, as anywhere. */
const datasets = (id: string): string => `
  - id: ${id}.case
    title: 事项${id}
    owner: 单位${id}
    kind: record
    key: [id]
    time: at
    region: region
    columns:
      id:     { type: text, required: true }
      at:     { type: time, required: true }
      region: { type: region, required: true }
      phone:  { type: text, title: 电话, class: personal, mask: phone }
      done:   { type: boolean }
  - id: ${id}.call
    title: 呼叫${id}
    owner: 单位${id}
    kind: record
    key: [id]
    time: at
    region: region
    class: personal
    columns:
      id:     { type: text, required: true }
      at:     { type: time, required: true }
      region: { type: region, required: true }
      who:    { type: text, title: 姓名, class: personal, mask: name }
      kind:   { type: text, required: true, title: 种类, values: [甲类, 乙类] }
      weight: { type: number }`

const indicators = (id: string): string => `
  - { id: ${id}.count, title: 计数${id}, meaning: 数, from: ${id}.case, value: { count: all }, grains: [hour, day, week, month], bands: { red: ">= 1" } }
  - { id: ${id}.ratio, title: 比率${id}, meaning: 数, from: ${id}.case, value: { ratio: { of: { count: done }, to: { count: all }, times: 100 } }, grains: [day, month] }
  - { id: ${id}.calls, title: 呼叫数${id}, meaning: 数, from: ${id}.call, value: { count: all }, grains: [day, month], bands: { red: ">= 1" } }
  - { id: ${id}.weight, title: 分量${id}, meaning: 数, from: ${id}.call, value: { sum: weight }, grains: [day, month], bands: { red: ">= 1" } }`

const alerts = (id: string): string =>
  ['count', 'weight']
    .map(
      (of) => `
  - { id: ${id}.many_${of}, title: 预警${id}, on: ${id}.${of}, grain: day, level: [town, village], scale: three, bands: { red: {} }, tells: { red: [village] } }`,
    )
    .join('')

export const METRICS = `
city: { title: 测试城市 }
themes: [{ id: tt, title: 领域tt }, { id: uu, title: 领域uu }]
datasets:${THEMES.map(datasets).join('')}
indicators:${THEMES.map(indicators).join('')}
  - { id: tt.mix, title: 合成, meaning: 数, value: { formula: "a + b", a: tt.count, b: uu.count }, grains: [day, month] }
alerts:${THEMES.map(alerts).join('')}
case_types:${THEMES.map(
  (id) => `
  - { id: ${id}.event, title: 类型${id}, level: town, limits: {}, whole: 5d }`,
).join('')}
units: [{ id: office, title: 综合部门 }]
simulations: [{ id: tt.queue, title: 排队tt, level: village, arrivals: tt.count, backlog: tt.count, hours: tt.ratio }]
screens:
  - id: main
    title: 总屏
    level: [district, town, village]
    top: { panel: decisions, of: [tt.count, uu.weight] }
    left: [{ panel: headline, of: [tt.count, uu.count, tt.calls, uu.weight] }, { panel: trend, of: uu.count, grain: day, span: 5d }, { panel: feeds }]
    centre: { panel: map, fill: tt.count }
    right: [{ panel: ranking, of: uu.count }, { panel: ranking, of: uu.weight }, { panel: table, of: [tt.count, uu.ratio, tt.weight] }, { panel: alerts }, { panel: ticker }]
  - id: only
    title: 屏uu
    theme: uu
    level: [district, town, village]
    left: [{ panel: headline, of: [uu.count] }]
    centre: { panel: map, fill: uu.weight }
    right: [{ panel: ranking, of: tt.count }]
  - id: open
    title: 同级屏
    theme: tt
    level: [district, town, village]
    left: [{ panel: headline, of: [tt.count] }]
    centre: { panel: map, fill: tt.count }
    right: [{ panel: ranking, of: tt.count, peers: true }, { panel: ranking, of: tt.count }]
`

/** A written report of one theme. */
export const reportOf = (id: string): string => `---
id: report-${id}
title: 报告${id}
about: 说明${id}
grain: day
---
# {地区}报告${id}

{期间}，{${id}.count}，呼叫{${id}.calls}，分量{${id}.weight}。

@表 分区：${id}.count, ${id}.calls, ${id}.weight
`
