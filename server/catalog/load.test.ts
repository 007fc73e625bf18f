import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProbe, type Probe } from '../store/index.ts'
import { broken, compile, says, SOUND } from './fixture.ts'
import { loadCatalog } from './load.ts'

let probe: Probe
beforeAll(async () => {
  probe = await createProbe()
})
afterAll(() => probe.close())

test('a sound folder has no problems', async () => {
  const catalog = await compile(SOUND, probe)
  expect(says(catalog)).toEqual([])
  expect([...catalog.indicators.keys()]).toEqual(['work.cases', 'work.closed_rate', 'work.load'])
  expect(catalog.indicators.get('work.load')!.datasets).toEqual(['work.case'])
})

test('a ratio in percent is multiplied by a hundred, one without unit is not', async () => {
  const times = async (unit: string) => {
    const { value } = (
      await compile(broken('work/indicators.yaml', 'unit: "%"', `unit: "${unit}"`), probe)
    ).indicators.get('work.closed_rate')!
    return value.kind === 'ratio' ? value.times : null
  }
  expect([await times('%'), await times('‰'), await times('')]).toEqual([100, 1000, 1])
})

const I = 'work/indicators.yaml'
const D = 'work/datasets.yaml'
const S = 'screens/overview.yaml'

describe('a broken definition is named with its place and what was meant', () => {
  test.each([
    [
      'a column written wrong',
      I,
      'closed_at is not null',
      'closd_at is not null',
      `${I}:15:36 indicators.work.closed_rate.value.ratio.of.count 没有名为 closd_at 的列，是不是想写 closed_at？`,
    ],
    [
      'a function that is not allowed',
      I,
      'departments > 1',
      "read_text('/etc/passwd') is null",
      `${I}:14:12 indicators.work.closed_rate.where 不能用函数 read_text`,
    ],
    ['a subquery', I, 'departments > 1', '"departments in (select 1)"', '不能用子查询'],
    ['an aggregate', I, 'departments > 1', 'sum(departments) > 1', '不能在表达式里用聚合函数 sum'],
    ['a second statement', I, 'departments > 1', '"1); drop table x; --"', '表达式'],
    [
      'a number where a condition belongs',
      I,
      'departments > 1',
      'departments + 1',
      '这里要写条件（结果为真或假），现在得到的是整数',
    ],
    [
      'a value the column never has',
      I,
      'departments > 1',
      "category = '环境卫'",
      'category 不会取值“环境卫”，是不是想写 环境卫生？',
    ],
    [
      'a dataset that is not there',
      I,
      'from: work.case\n    value: { count',
      'from: work.cases\n    value: { count',
      `${I}:5:11 indicators.work.cases.from 没有数据资源 work.cases，是不是想写 work.case？`,
    ],
    ['a formula letter without an indicator', I, 'a / b', 'a / c', '公式里的 c 没有说明是哪个指标'],
    ['a formula letter never used', I, 'a / b * 100', 'a * 100', '公式里没有用到 b'],
    ['a part at a grain it does not have', I, 'grains: [month]', 'grains: [year]', '没有 year 粒度'],
    ['bands the wrong way round', I, 'red: "< 80", yellow: "< 95"', 'red: "< 95", yellow: "< 80"', '分级写反了'],
    ['bands against the direction', I, 'red: "< 80"', 'red: "> 80"', '越高越好，阈值应写作 “< 数字”'],
    ['a band that is no comparison', I, '"< 80"', '"80"', '阈值应写作比较号加数字'],
    [
      'a level nobody knows',
      I,
      '{ red: "< 80", yellow: "< 95" }',
      '{ distrct: { red: "< 80" } }',
      '没有区域层级 distrct，是不是想写 district？',
    ],
    [
      'an unknown key',
      I,
      'meaning: 件数',
      'meening: 件数',
      `${I}:4:5 indicators.work.cases.meening 不认识的键 meening，是不是想写 meaning？`,
    ],
    [
      'a value of the wrong type',
      I,
      'title: 事件数',
      'title: 12',
      `${I}:3:12 indicators.work.cases.title 应为文本，现在是数字 12；请加引号`,
    ],
    [
      'an unknown kind of value',
      I,
      '{ count: all }\n    grains',
      '{ cuont: all }\n    grains',
      '没有名为 cuont 的写法，是不是想写 count？',
    ],
    ['a theme that is not declared', I, 'id: work.cases', 'id: wrok.cases', '没有领域 wrok，是不是想写 work？'],
    ['an unknown grain', I, '[day, month]', '[dya, month]', '是不是想写 day？'],
    [
      'the clock in what is open',
      I,
      '{ count: all }\n    grains',
      '{ active: { from: reported_at, until: "now()" } }\n    grains',
      '请改用行内的时间',
    ],
    ['an id used twice', I, 'id: work.load', 'id: work.cases', `编号 work.cases 已在 ${I}:2 定义`],
    [
      'a key that is no column',
      D,
      'key: [case_id]',
      'key: [caseid]',
      `${D}:6:11 datasets.work.case.key.0 没有名为 caseid 的列，是不是想写 case_id？`,
    ],
    [
      'a check over another column',
      D,
      'closed_at >= reported_at',
      'closed_at >= reportd_at',
      '没有名为 reportd_at 的列，是不是想写 reported_at？',
    ],
    [
      'weeks that would make a month',
      D,
      'kind: record',
      'kind: snapshot\n    period: week',
      'work.case 最细到 week，不能给出 month',
    ],
    ['a snapshot without period', D, 'kind: record', 'kind: snapshot', 'snapshot 要写 period'],
    [
      'a rule for another type',
      D,
      'closed_at: { type: time }',
      'closed_at: { type: time, min: 1 }',
      'min 只能用于整数和数值列',
    ],
    ['a freshness without unit', D, 'freshness: 15m', 'freshness: 15', `${D}:9:16 datasets.work.case.freshness`],
    [
      'a screen naming an unknown indicator',
      S,
      'of: work.cases, grain',
      'of: work.casez, grain',
      '没有指标 work.casez，是不是想写 work.cases？',
    ],
    [
      'a panel at a grain the indicator lacks',
      S,
      'grain: day',
      'grain: week',
      '指标 work.cases 没有 week 粒度；可用的有：day、month',
    ],
    [
      'a panel split by what the rows do not have',
      S,
      'right: [{ panel: trend, of: work.cases, grain: day }]',
      'right: [{ panel: split, of: work.cases, by: categry }]',
      '指标 work.cases 不能按 categry 分类，是不是想写 category？',
    ],
    ['an unknown panel', S, 'panel: trend', 'panel: trand', '是不是想写 trend？'],
  ])('%s', async (_, file, from, to, message) => {
    const found = says(await compile(broken(file, from, to), probe))
    expect(
      found.some((one) => one.includes(message)),
      found.join('\n'),
    ).toBe(true)
  })

  test('formulas that wait for each other', async () => {
    const files = broken(I, 'value: { count: all }', 'value: { formula: a + 1, a: work.load }')
    const found = says(
      await compile(
        { ...files, [I]: files[I]!.replace('    from: work.case\n    value: { formula', '    value: { formula') },
        probe,
      ),
    )
    expect(found.join('\n')).toContain('指标互相引用：work.cases → work.load → work.cases')
  })

  test('a syntax error, in words and with its line', async () => {
    const found = says(await compile(broken(I, 'title: 事件数', 'title: "事件数'), probe))
    expect(found.join('\n')).toContain('YAML 语法错误')
    expect(found.join('\n')).toContain(`${I}:`)
  })

  test('a file that is not UTF-8', async () => {
    expect(says(await compile({ ...SOUND, [D]: null }, probe)).join('\n')).toContain(
      `${D}:1:1  文件不是 UTF-8 编码，请另存为 UTF-8`,
    )
  })
})

test('what is wrong is told before what only follows from it', async () => {
  const found = says(await compile(broken(I, 'departments > 1', 'departmnts > 1'), probe))
  expect(found.map((one) => one.split(' ')[0])).toEqual([
    `${I}:14:12`,
    `${S}:5:48`,
    `work/alerts.yaml:22:9`,
    `${I}:21:56`,
  ])
})

test('a folder without definitions says so', async () => {
  expect(says(await compile({}, probe))).toEqual(['.:1:1  目录里没有定义文件（*.yaml）'])
  await expect(loadCatalog({ folder: '/nowhere/at/all', probe })).rejects.toThrow(
    '指标目录 /nowhere/at/all 读不到（ENOENT）',
  )
})

describe('one bad definition never stops the others', () => {
  test('a broken indicator is left out with what is made of it, and nothing else', async () => {
    const catalog = await compile(broken(I, 'departments > 1', 'departmnts > 1'), probe)
    expect([...catalog.indicators.keys()]).toEqual(['work.cases'])
    expect([...catalog.datasets.keys()]).toEqual(['work.case'])
    expect([...catalog.screens.keys()]).toEqual(['overview'])
  })

  test('a panel that names an unknown indicator stays, and so does its screen', async () => {
    const catalog = await compile(broken(S, 'of: work.cases, grain', 'of: work.casez, grain'), probe)
    expect(catalog.screens.get('overview')!.right).toMatchObject([{ id: 'right.0', of: ['work.casez'] }])
  })

  test('a heat layer over nothing costs the layer, not the map', async () => {
    const catalog = await compile(broken(S, 'heat: work.case', 'heat: work.casse'), probe)
    expect(catalog.screens.get('overview')!.centre).toMatchObject({ panel: 'map', layers: [] })
    expect(says(catalog).join('\n')).toContain('没有数据资源 work.casse，是不是想写 work.case？')
  })
})

describe('the last good version is kept', () => {
  const changes: [string, Record<string, string | null>][] = [
    ['when a definition breaks', broken(I, 'departments > 1', 'departmnts > 1')],
    ['when its file has a syntax error', broken(I, 'title: 办结率', 'title: "办结率')],
    ['when its file is half written', { ...SOUND, [I]: SOUND[I]!.slice(0, SOUND[I]!.indexOf('where:') + 8) }],
    ['when its file is emptied', { ...SOUND, [I]: '' }],
    ['when its file is not UTF-8', { ...SOUND, [I]: null }],
  ]
  test.each(changes)('%s', async (_, files) => {
    const before = await compile(SOUND, probe)
    const after = await compile(files, probe, before)
    expect([...after.indicators.keys()].sort()).toEqual([...before.indicators.keys()].sort())
    expect(after.indicators.get('work.closed_rate')!.where!.sql).toBe(
      before.indicators.get('work.closed_rate')!.where!.sql,
    )
    expect(after.problems.length).toBeGreaterThan(0)
    expect(after.revision).not.toBe(before.revision)
  })

  test('and says so', async () => {
    const after = await compile(broken(I, 'departments > 1', 'departmnts > 1'), probe, await compile(SOUND, probe))
    expect(says(after)).toEqual([
      `${I}:14:12 indicators.work.closed_rate.where 没有名为 departmnts 的列，是不是想写 departments？（目前沿用上一次有效的定义）`,
    ])
  })

  test('through several broken versions, and goes when it is mended', async () => {
    const sound = await compile(SOUND, probe)
    const first = await compile(broken(I, 'departments > 1', 'departmnts > 1'), probe, sound)
    const second = await compile(broken(I, 'departments > 1', 'departments >'), probe, first)
    expect(second.indicators.get('work.closed_rate')!.where!.text).toBe('departments > 1')
    const mended = await compile(broken(I, 'departments > 1', 'departments > 2'), probe, second)
    expect(mended.indicators.get('work.closed_rate')!.where!.text).toBe('departments > 2')
    expect(mended.problems).toEqual([])
  })

  test('but not when what it rests on is gone', async () => {
    const { [D]: _, ...rest } = broken(I, 'departments > 1', 'departmnts > 1')
    const after = await compile(rest, probe, await compile(SOUND, probe))
    expect([...after.indicators.keys()]).toEqual([])
  })

  test('and not when it was deleted on purpose', async () => {
    const files = { ...SOUND, [I]: SOUND[I]!.slice(0, SOUND[I]!.indexOf('  - id: work.load')) }
    const after = await compile(
      { ...files, [S]: SOUND[S]!.replace(', work.load', '') },
      probe,
      await compile(SOUND, probe),
    )
    expect([...after.indicators.keys()]).toEqual(['work.cases', 'work.closed_rate'])
    expect(after.problems).toEqual([])
  })
})
