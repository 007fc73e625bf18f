import { expect, test } from 'vitest'
import { readDocument } from './document.ts'

const TEXT = `indicators:
  - id: a.b
    title: 甲
    value: { count: all }
  - id: a.c
    title: 乙
    bands: { red: "< 80" }
`
const read = (from: string, to: string) => {
  if (!TEXT.includes(from)) throw new Error(`${from} is not in the text`)
  return readDocument({ file: 'x.yaml', text: TEXT.replace(from, to) })
}

test.each([
  [
    'a tab',
    '    title: 甲',
    '\ttitle: 甲',
    '3:1 YAML 语法错误：不能用制表符（Tab）缩进，请用空格（这一行：title: 甲）',
  ],
  [
    'a wrong indent',
    '    title: 甲',
    '   title: 甲',
    '3:1 YAML 语法错误：缩进不对：要与上面的“- ”后面的键对齐（这一行：title: 甲）',
  ],
  [
    'a missing colon',
    'title: 甲',
    'title 甲',
    '3:5 YAML 语法错误：这一行少了冒号，或上一行的引号、括号没有收尾（这一行：title 甲）',
  ],
  [
    'a Chinese colon',
    'title: 甲',
    'title：甲',
    '3:5 YAML 语法错误：这一行少了冒号，或上一行的引号、括号没有收尾（这一行：title：甲）',
  ],
  [
    'two colons',
    'title: 甲',
    'title: 甲: 丙',
    '3:12 YAML 语法错误：一行里出现了两个冒号；含“: ”的文字请加引号（这一行：title: 甲: 丙）',
  ],
  [
    'an open brace',
    '{ count: all }',
    '{ count: all',
    '5:3 YAML 语法错误：花括号或方括号没有收尾，或少了逗号（这一行：- id: a.c）',
  ],
  ['an open quote', '甲', '"甲', '3:14 YAML 语法错误：引号没有收尾（这一行：title: "甲）'],
  [
    'a bare threshold',
    '"< 80"',
    '> 80',
    '7:19 YAML 语法错误：值不能以 >、|、%、@、` 等符号开头，请加引号（这一行：bands: { red: > 80 }）',
  ],
  [
    'a key twice',
    'title: 甲',
    'title: 甲\n    title: 乙',
    '4:5 YAML 语法错误：同一层里这个键写了两次（这一行：title: 乙）',
  ],
  ['a list of another name', 'indicators:', 'indicator:', '1:1 不认识的列表 indicator，是不是想写 indicators？'],
])('%s is one problem in words', (_, from, to, message) => {
  expect(read(from, to).problems.map(({ line, column, message: said }) => `${line}:${column} ${said}`)).toEqual([
    message,
  ])
})

test.each([
  ['an error in the second entry costs that entry only', 'bands: { red: "< 80" }', 'bands: { red: > 80 }', ['a.b']],
  ['a key twice costs its entry only', 'title: 甲', 'title: 甲\n    title: 乙', ['a.c']],
  ['an error of structure costs all it may have swallowed', 'title: 甲', 'title: "甲', []],
  ['but nothing that stands safely before it', '"< 80"', '"< 80', ['a.b']],
])('%s', (_, from, to, ids) => {
  expect(read(from, to).definitions.map(({ id }) => id)).toEqual(ids)
})

test('a definition knows its place and its own text', () => {
  const [first, second] = readDocument({ file: 'x.yaml', text: TEXT }).definitions
  expect([first!.place.line, second!.place.line]).toEqual([2, 5])
  expect(second!.place.yaml).toBe('id: a.c\ntitle: 乙\nbands: { red: "< 80" }')
  expect(second!.place.at(['bands', 'red'])).toEqual({ line: 7, column: 19 })
  expect(second!.place.at(['bands', 'red'], { key: true })).toEqual({ line: 7, column: 14 })
})
