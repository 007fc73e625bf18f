import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProbe, type Probe } from '../store/index.ts'
import { categoriesOf, dimensionsOf } from './dimensions.ts'
import { compile, DATASETS, says, SCREENS, SOUND } from './fixture.ts'

let probe: Probe
beforeAll(async () => {
  probe = await createProbe()
})
afterAll(() => probe.close())

const FIRMS = `  - id: work.firm
    title: 名录
    owner: 乙部门
    kind: record
    key: [firm]
    time: listed_at
    columns:
      firm: { type: text, required: true }
      name: { type: text, required: true }
      size: { type: text, values: [大, 小] }
      owner_name: { type: text, class: personal, mask: name }
      listed_at: { type: time, required: true }
`
const THINGS = '{ id: firm, title: 企业, lookup: work.firm, by: firm, take: name, each: true }'
const cased = DATASETS.replace(
  '    columns:\n      case_id: { type: text, required: true }\n',
  `    dimensions: [${THINGS}]\n    columns:\n      case_id: { type: text, required: true }\n      firm: { type: text }\n`,
)

const compiled = (change: (datasets: string) => string = (text) => text, screens = SCREENS) =>
  compile({ ...SOUND, 'work/datasets.yaml': change(cased + FIRMS), 'screens/overview.yaml': screens }, probe)

test('things of a registry are a dimension whose members nobody knows beforehand, and no category', async () => {
  const catalog = await compiled()
  expect(says(catalog)).toEqual([])
  const cases = catalog.indicators.get('work.cases')!
  expect(dimensionsOf(catalog, cases).find(({ id }) => id === 'firm')).toMatchObject({ each: true, values: [] })
  expect(categoriesOf(catalog, cases).map(({ id }) => id)).toEqual(['category'])
})

test.each<[string, string, string, string]>([
  ['a column of categories', 'take: name, each', 'take: size, each', '应是名称，即没有写 values 的文本列'],
  ['a column that is no text', 'take: name, each', 'take: listed_at, each', '应是名称，即没有写 values 的文本列'],
  ['the name of a person', 'take: name, each', 'take: owner_name, each', '个人信息不能逐个列出'],
  ['a dataset about persons', 'title: 名录\n', 'title: 名录\n    class: personal\n', '个人信息不能逐个列出'],
  ['names that are not said to be of things', ', each: true', '', '加 each: true'],
])('%s makes no things', async (_, from, to, words) => {
  expect(says(await compiled((text) => text.replace(from, to))).join('\n')).toContain(words)
})

test('a screen cannot be split by them: whoever looks at it may not see rows', async () => {
  const screens = SCREENS.replace(
    'left: [{ panel: headline, of: [work.cases, work.load] }]',
    'left: [{ panel: split, of: work.cases, by: firm }]',
  )
  expect(screens).not.toBe(SCREENS)
  expect(says(await compiled(undefined, screens)).join('\n')).toContain('只用于分析台和导出')
})
