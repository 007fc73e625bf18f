import { expect, test } from 'vitest'
import { createProbe } from '../store/index.ts'
import { compileCatalog } from './load.ts'

const yaml = (opens: string, more = ''): string => `themes: [{ id: t, title: 试验 }]
case_types:
  - { id: t.repair, title: 维修, limits: { handle: 2d }, whole: 4d }
datasets:
  - id: t.fault
    title: 故障
    owner: 试验单位
    kind: record
    key: [id]
    time: at
    region: region
    columns:
      id: { type: text, required: true }
      at: { type: time, required: true }
      region: { type: region, required: true }
      level: { type: integer }
      caller: { type: text, class: personal, mask: name }
    opens: ${opens}
${more}`

const problemsOf = async (text: string): Promise<string[]> => {
  const probe = await createProbe()
  try {
    return (await compileCatalog([{ file: 'm.yaml', text }], { probe })).problems.map(
      ({ line, message }) => `${line} ${message}`,
    )
  } finally {
    probe.close()
  }
}

test.each<[string, string, RegExp | null]>([
  ['a whole declaration', '{ case: t.repair, when: level >= 2, title: "{区域}故障 {id}", within: 7d }', null],
  ['a type that is not there', '{ case: t.repairs, title: 故障 }', /^18 没有事件类型 t\.repairs.*t\.repair/],
  ['a column that is not there', '{ case: t.repair, title: "故障 {levle}" }', /^18 没有名为 levle 的列.*level/],
  [
    'what is personal',
    '{ case: t.repair, title: 故障, words: "报修人 {caller}" }',
    /^18 列 caller 是个人信息，不能写进事件的标题和说明/,
  ],
  ['a condition that is none', '{ case: t.repair, title: 故障, when: level }', /^18 /],
  ['a place that is no text', '{ case: t.repair, title: 故障, place: level }', /^18 列 level 应为文本类型/],
])('%s as a source of cases: %s', async (_, opens, wrong) => {
  const problems = await problemsOf(yaml(opens))
  if (wrong === null) expect(problems).toEqual([])
  else expect(problems).toEqual([expect.stringMatching(wrong)])
})

test('only things with a name of their own can become cases, and not what the program writes itself', async () => {
  const source = '{ case: t.repair, title: 故障 }'
  expect(await problemsOf(yaml(source).replace('kind: record', 'kind: snapshot\n    period: day'))).toEqual([
    expect.stringContaining('snapshot 每期一份'),
  ])
  expect(
    await problemsOf(yaml(source).replace('kind: record', 'kind: reading').replace('key: [id]', 'key: []')),
  ).toEqual([expect.stringContaining('要写 key')])
  expect(await problemsOf(yaml(source, '    fed_by: cases'))).toEqual([
    expect.stringContaining('系统自己写入的数据资源不能再转为事件'),
  ])
})
