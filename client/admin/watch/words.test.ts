import { expect, test } from 'vitest'
import {
  classWords,
  judgedWords,
  paceWords,
  ruleLines,
  ruleState,
  silenceSpan,
  switchEffect,
  versionWords,
} from './words.ts'

test('a silence lasts so many hours from now, or from a time on the city’s clock', () => {
  const now = Date.parse('2026-11-25T22:00:00Z')
  expect(silenceSpan(now, '', 4)).toEqual({ until: '2026-11-26T02:00:00.000Z' })
  expect(silenceSpan(now, '2026-11-28T22:30', 4)).toEqual({ from: '2026-11-28T22:30:00', until: '2026-11-29T02:30:00' })
})

test.each([
  ['internal', null, '内部'],
  ['personal', null, '个人，小数隐去'],
  ['personal', 10, '个人，少于 10 隐去'],
  ['personal', 0, '个人，小数照示'],
] as const)('a dataset of class %s with its own line %s reads %s', (sensitivity, smallCount, words) =>
  expect(classWords({ class: sensitivity, smallCount })).toBe(words),
)

test('a rule reads without ids, and without the place of its definition', () => {
  expect(
    ruleLines([
      '监视：指标“待办事件” `governance.open_cases`（按日）；时段：全天候。',
      '处置：橙色起立案“专项清理” `governance.special`，限 4 小时办结。',
      '定义：`governance/alerts.yaml`。',
    ]),
  ).toEqual(['监视：指标“待办事件”（按日）；时段：全天候。', '处置：橙色起立案“专项清理”，限 4 小时办结。'])
  expect(ruleLines(['监视：数据资源“用电” `economy.power` 的静默时长；时段：全天候。'])).toEqual([
    '监视：数据资源“用电”的静默时长；时段：全天候。',
  ])
  expect(ruleLines(['镇街：黄：进入 ≥ -0.5（立即），退出 < -0.6。'])).toEqual([
    '镇街：黄：进入 ≥\u00A0-0.5（立即），退出 <\u00A0-0.6。',
  ])
})

test('a register is delivered when something changes, not every 4000 days', () => {
  expect([900, 45 * 86_400, 4000 * 86_400].map(paceWords)).toEqual(['15 分钟', '45 天', '有变动时'])
})

test('a rule says which of its versions is in force', () => {
  const versions = [
    { version: 'b', since: '2026-11-25T08:00:00+08:00', yaml: '' },
    { version: 'a', since: '2026-11-20T08:00:00+08:00', yaml: '' },
  ]
  expect(versionWords({ version: 'b', versions }, 'Asia/Shanghai')).toBe('第 2 版，共 2 版，11月25日 08:00 起')
  expect(versionWords({ version: 'a', versions }, 'Asia/Shanghai')).toBe('第 1 版，共 2 版，11月20日 08:00 起')
})

test('a replay says what it has looked at: stretches of time, or arrivals', () => {
  expect(judgedWords({ buckets: 90, places: 22 })).toBe('判断了 90 个时段、22 个区域。')
  expect(judgedWords({ buckets: null, places: 22 })).toContain('22 个区域各停报过多久')
})

test('a rule stands as its file says, or against it by hand', () => {
  const switched = { on: false, at: '', by: { id: 'a', name: '王敏' }, reason: '检修' }
  expect(
    (
      [
        [true, null],
        [false, null],
        [false, switched],
        [true, { ...switched, on: true }],
      ] as const
    ).map(([enabled, by]) => ruleState({ enabled, switched: by }).words),
  ).toEqual(['启用', '未启用', '◆ 已停用', '已启用（文件里未启用）'])
})

test('what switching does is said before it is done', () => {
  expect(switchEffect({ enabled: true, open: 3 })).toContain('3 条未解除的预警随即以此原因结束')
  expect(switchEffect({ enabled: true, open: 0 })).not.toContain('未解除')
  expect(switchEffect({ enabled: false, open: 0 })).toContain('启用后立即按现在的数据判断')
})
