import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProbe, type Probe } from '../store/index.ts'
import { catalogAnswer, withinScreens, withinThemes, withRegistry } from './answer.ts'
import { broken, compile, SOUND } from './fixture.ts'
import { legendOf } from './legend.ts'

let probe: Probe
beforeAll(async () => {
  probe = await createProbe()
})
afterAll(() => probe.close())

const CITY = { root: '甲区', timeZone: 'Asia/Shanghai', demo: false }
const answerOf = async (files: Readonly<Record<string, string>>) => catalogAnswer(await compile(files, probe), CITY)

test('the answer is plain JSON and carries what the client shows', async () => {
  const answer = await answerOf(SOUND)
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  expect(answer.indicators.find(({ id }) => id === 'work.closed_rate')).toMatchObject({
    owner: '甲部门',
    scale: 'three',
    grain: 'day',
    better: 'higher',
    records: true,
    bands: {
      '*': [
        { band: 'red', words: '< 80' },
        { band: 'yellow', words: '80～95' },
        { band: 'green', words: '≥ 95' },
      ],
    },
  })
  expect(answer.screens[0]!.left).toEqual([
    { id: 'left.0', kind: 'headline', title: null, weight: 1, indicators: ['work.cases', 'work.load'] },
  ])
  expect(answer.screens[0]!.centre).toMatchObject({ id: 'centre', kind: 'map', indicators: ['work.cases'] })
})

test('the title names the place whose tree it is', async () => {
  const named = await answerOf(broken('city.yaml', 'title: 试验区', 'title: "{region}城市大脑"'))
  expect(named.city.title).toBe('甲区城市大脑')
})

test('a dataset that fell back says what is wrong with it', async () => {
  const before = await compile(SOUND, probe)
  const after = await compile(broken('work/datasets.yaml', 'key: [case_id]', 'key: [case]'), probe, before)
  expect(catalogAnswer(after, CITY).datasets[0]!.problem).toContain('没有名为 case 的列')
})

test.each([
  [
    [
      { band: 'red', when: { operator: '>=', number: 90 } },
      { band: 'yellow', when: { operator: '>=', number: 50 } },
    ],
    'four',
    ['≥ 90', '50～90'],
  ],
  [
    [
      { band: 'red', when: { operator: '>', number: -0.5 } },
      { band: 'yellow', when: { operator: '>', number: -1 } },
    ],
    'three',
    ['> -0.5', '-1～-0.5', '≤ -1'],
  ],
  [[{ band: 'yellow', when: { operator: '<=', number: 3 } }], 'three', ['≤ 3', '> 3']],
] as const)('a legend covers every value once', (rules, scale, words) => {
  expect(legendOf([...rules], scale).map((one) => one.words)).toEqual(words)
})

test('a reader of other themes is told nothing of this one', async () => {
  const files = broken('work/indicators.yaml', 'departments > 1', 'departmnts > 1')
  const answer = withinThemes(
    await answerOf({ ...files, 'city.yaml': `${SOUND['city.yaml']}  - { id: life, title: 生活 }\n` }),
    ['life'],
  )
  expect(JSON.stringify(answer)).not.toContain('work.')
  expect(answer.themes).toEqual([{ id: 'life', title: '生活' }])
})

test('a wall is told of its screens and what they show, and nothing of what else its place has', async () => {
  const whole = await answerOf(SOUND)
  const { screens, indicators } = withinScreens(whole, [whole.screens[0]!.id], new Set(['work.cases']))
  expect([screens.map(({ id }) => id), indicators.map(({ id }) => id)]).toEqual([
    [whole.screens[0]!.id],
    ['work.cases'],
  ])
  expect(whole.indicators.length).toBeGreaterThan(1)
  expect(withinScreens(whole, [], new Set())).toMatchObject({ screens: [], indicators: [], datasets: [], themes: [] })
})

test('whoever keeps the deliveries of a theme is told of its datasets and what is wrong with them, and of no number', async () => {
  const whole = await answerOf(broken('work/datasets.yaml', 'key: [case_id]', 'key: [case]'))
  const nothing = withinThemes(whole, [])
  const kept = withRegistry(nothing, whole, ['work'])
  expect([kept.datasets.length, kept.themes.map(({ id }) => id), kept.indicators, kept.screens]).toEqual([
    whole.datasets.length,
    ['work'],
    [],
    nothing.screens,
  ])
  expect(kept.problems.length).toBeGreaterThan(0)
  expect(withRegistry(nothing, whole, [])).toEqual(nothing)
  expect(withRegistry(whole, whole, ['work'])).toEqual(whole)
})
