import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProbe, type Probe } from '../store/index.ts'
import { broken, compile, says, SOUND } from './fixture.ts'

let probe: Probe
beforeAll(async () => {
  probe = await createProbe()
})
afterAll(() => probe.close())

const A = 'work/alerts.yaml'

test('a rule knows its lines at each level, from the indicator where it draws none itself', async () => {
  const { alerts, problems } = await compile(SOUND, probe)
  expect(problems).toEqual([])
  expect([...alerts.get('work.low')!.steps.keys()]).toEqual(['town', 'district'])
  expect(alerts.get('work.low')!.steps.get('town')).toEqual([
    { band: 'red', enter: { operator: '<', number: 80 }, exit: { operator: '>=', number: 82 }, forSeconds: 0 },
    { band: 'yellow', enter: { operator: '<', number: 95 }, exit: { operator: '>=', number: 95 }, forSeconds: 0 },
  ])
  expect(alerts.get('work.silent')).toMatchObject({ subject: { kind: 'silence', dataset: 'work.case' } })
  expect(alerts.get('work.silent')!.steps.get('district')![0]).toMatchObject({ enter: { operator: '>', number: 3600 } })
  expect(alerts.get('work.backlog')).toMatchObject({
    inhibitedBy: { parent: true, rules: [] },
    tells: { yellow: ['town'], red: ['town', 'leader'] },
    climbs: [{ unreadSeconds: 1800, to: ['district'] }],
    opens: { case: 'work.clearing', handleWithinSeconds: 14_400, from: 'red' },
    calendar: { hours: [[30_600_000, 43_200_000]], season: [['04-15', '10-15']] },
  })
})

test('a rule names the plan that answers it: who does what, within what time, from which severity on', async () => {
  const { alerts, plans } = await compile(SOUND, probe)
  expect(alerts.get('work.silent')!.plan).toBe('work.clear')
  expect(alerts.get('work.low')!.plan).toBeNull()
  expect(plans.get('work.clear')).toEqual({
    id: 'work.clear',
    title: '清理预案',
    basis: '清理办法',
    steps: [
      { who: '镇街', does: '当日清理。', withinSeconds: 14_400, from: null },
      { who: '区社会治理中心', does: '派人督办。', withinSeconds: null, from: 'red' },
    ],
  })
})

test('the version of a rule changes with what it says, and with the lines it borrows, not with a comment', async () => {
  const version = async (files: Record<string, string>): Promise<string> =>
    (await compile(files, probe)).alerts.get('work.low')!.version
  const first = await version({ ...SOUND })
  expect(await version({ ...SOUND, [A]: `# 说明\n${SOUND[A]!}` })).toBe(first)
  expect(await version(broken(A, '>= 82', '>= 83'))).not.toBe(first)
  expect(await version(broken('work/indicators.yaml', 'yellow: "< 95"', 'yellow: "< 94"'))).not.toBe(first)
})

test.each([
  [
    'an indicator that is not there',
    'on: work.cases',
    'on: work.case',
    `${A}:9:9 alerts.work.backlog.on 没有指标 work.case，是不是想写 work.cases？`,
  ],
  ['a plan that is not there', 'plan: work.clear', 'plan: work.clean', '没有预案 work.clean，是不是想写 work.clear？'],
  ['nothing to watch', 'on: work.cases\n', 'advice: 无\n', '缺少 on（看哪个指标）或 silence（看哪个数据资源）'],
  [
    'a dataset that is not there',
    'silence: work.case',
    'silence: work.cas',
    '没有数据资源 work.cas，是不是想写 work.case？',
  ],
  [
    'a way out beyond the way in',
    'exit: "< 15"',
    'exit: "< 25"',
    `${A}:13:39 alerts.work.backlog.bands.yellow.exit 退出阈值越过了进入阈值 20`,
  ],
  ['a way out in the same direction', 'exit: "< 15"', 'exit: "> 15"', '退出的方向应与进入（>= 20）相反'],
  [
    'a severity that is never reached',
    'enter: ">= 60", exit: "< 50"',
    'enter: ">= 10", exit: "< 5"',
    '这一级永远轮不到',
  ],
  [
    'a line nobody draws',
    'enter: ">= 20", exit: "< 15", for: 10m',
    'for: 10m',
    '没有写 enter，而指标在 town 一级也没有黄色阈值',
  ],
  ['a silence with a threshold', '{ after: 1h }', '{ enter: "> 3" }', 'silence 写 after: 30m'],
  [
    'orange on three colours',
    'grain: day\n    level: town\n    bands:',
    'grain: day\n    scale: three\n    level: town\n    bands:\n      orange: { enter: ">= 40" }',
    '三色分级只有 red 和 yellow',
  ],
  ['a calendar nobody knows', 'calendar: duty', 'calendar: dutty', '没有日历 dutty，是不是想写 duty？'],
  [
    'a rule that mutes and is not there',
    'inhibited_by: parent',
    'inhibited_by: work.lo',
    '没有规则 work.lo，是不是想写 work.low？',
  ],
  ['a role nobody has', 'yellow: town,', 'yellow: twon,', '没有岗位或区域层级 twon，是不是想写 town？'],
  ['a level nobody knows', 'level: town', 'level: twon', '没有区域层级 twon，是不是想写 town？'],
  ['a grain the indicator lacks', 'grain: day', 'grain: week', '指标 work.cases 没有 week 粒度'],
  ['hours that end before they begin', '08:30-12:00', '12:00-08:30', '结束时间应晚于开始时间'],
  [
    'a case type nobody declared',
    'case: work.clearing',
    'case: work.cleaning',
    '没有事件类型 work.cleaning，是不是想写 work.clearing？',
  ],
  [
    'a misspelt key',
    'inhibited_by: parent',
    'inhibitd_by: parent',
    '不认识的键 inhibitd_by，是不是想写 inhibited_by？',
  ],
])('%s is named with its place and what was meant', async (_, from, to, expected) => {
  const catalog = await compile(broken(A, from, to), probe)
  expect(says(catalog).join('\n')).toContain(expected)
  expect(catalog.indicators.size).toBe(3)
})

test('a rule that broke keeps its last good version', async () => {
  const before = await compile(SOUND, probe)
  const after = await compile(broken(A, 'on: work.cases', 'on: work.casez'), probe, before)
  expect(after.alerts.get('work.backlog')).toEqual(before.alerts.get('work.backlog'))
  expect(after.problems[0]!.message).toContain('目前沿用上一次有效的定义')
})
