import { expect, test } from 'vitest'
import { parseTemplate } from './parse.ts'

const HEAD = '---\nid: x-day\ntitle: 日报\ngrain: day\n---\n'
const problemsOf = (body: string, head = HEAD): string[] =>
  parseTemplate('reports/x.md', head + body).problems.map(({ line, message }) => `${line} ${message}`)

test('a sentence is words and places; an aspect, a grain and a count may follow an indicator', () => {
  const { template } = parseTemplate(
    'reports/x.md',
    `${HEAD}{期间}受理{a.b}，{a.b 同比 月}，{a.b 小时}，较多的是{a.b 前3}。`,
  )
  expect(template!.nodes).toEqual([
    {
      kind: 'paragraph',
      pieces: [
        { kind: 'about', what: '期间' },
        { kind: 'words', text: '受理' },
        { kind: 'number', indicator: 'a.b', aspect: { kind: '值' }, grain: null, line: 6 },
        { kind: 'words', text: '，' },
        { kind: 'number', indicator: 'a.b', aspect: { kind: '同比' }, grain: 'month', line: 6 },
        { kind: 'words', text: '，' },
        { kind: 'number', indicator: 'a.b', aspect: { kind: '值' }, grain: 'hour', line: 6 },
        { kind: 'words', text: '，较多的是' },
        { kind: 'number', indicator: 'a.b', aspect: { kind: '前', count: 3 }, grain: null, line: 6 },
        { kind: 'words', text: '。' },
      ],
    },
  ])
})

test('conditions hold what stands between them, one in the other too', () => {
  const { template, problems } = parseTemplate(
    'reports/x.md',
    `${HEAD}@若 a.b > 10\n多\n@若 a.c <= -1.5\n更多\n@完\n@否则\n少\n@完\n后`,
  )
  expect(problems).toEqual([])
  const [condition, after] = template!.nodes
  expect(condition).toMatchObject({
    kind: 'if',
    indicator: 'a.b',
    operator: '>',
    limit: 10,
    then: [{ kind: 'paragraph' }, { kind: 'if', operator: '<=', limit: -1.5, then: [{ kind: 'paragraph' }] }],
    otherwise: [{ pieces: [{ text: '少' }] }],
  })
  expect(after).toMatchObject({ pieces: [{ text: '后' }] })
})

test.each([
  ['{a.b 同化}', '6 不认识“同化”'],
  ['\n@表格 x：a', '7 不认识 @表格'],
  ['@若 a.b 多', '6 条件应写作'],
  ['@完', '6 @完 前面没有 @若'],
  ['@若 a > 1', '6 @若 没有 @完'],
  ['@图 没有冒号 a.b', '6 @图 应写作'],
  ['@图 走势：a.b 很多', '6 “很多”应是'],
  ['@表 标题：a.b 环境', '6 表的列不认识“环境”'],
  ['@事件 清单：逾期', '6 @事件 不认识“逾期”；可写 待办、超期'],
  ['@事件 清单', '6 @事件 应写作“@事件 标题：超期 10”'],
])('%o is told with its line: %s', (body, words) => {
  expect(problemsOf(body).join('\n')).toContain(words)
})

test.each([
  ['没有说明', '1 文件应以一段用 --- 隔开的说明开头'],
  ['---\nid: X Y\ntitle: 日报\ngrain: day\n---\n', '2 id'],
  ['---\nid: x\ntitle: 日报\ngrain: fortnight\n---\n', '4 grain'],
  ['---\nid: x\ntitle: 日报\ngrain: day\nlevel: [a]\n---\n', 'level'],
  ['---\nid: x\ntitle: 日报\ngrain: day\nschedule: 每日 08:00\nzone: Mars/Olympus\n---\n', '6 zone：没有这个时区'],
  ['---\nid: x\ntitle: 日报\ngrain: day\nzone: Europe/Berlin\n---\n', '5 zone：时区只与 schedule 同用'],
])('a head %o is told: %s', (head, words) => {
  expect(problemsOf('', head).join('\n')).toContain(words)
})

test('a head may name the zone its schedule is told in, by any spelling of its name', () => {
  expect(parseTemplate('reports/x.md', HEAD).template!.zone).toBeUndefined()
  expect(
    parseTemplate(
      'reports/x.md',
      HEAD.replace('grain: day\n', 'grain: day\nschedule: 每日 08:00\nzone: europe/berlin\n'),
    ).template,
  ).toMatchObject({ schedule: '每日 08:00', zone: 'Europe/Berlin' })
})
