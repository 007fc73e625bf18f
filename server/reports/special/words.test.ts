import { expect, test } from 'vitest'
import type { AlertInfo, Band } from '../../contract/index.ts'
import type { Subject } from './subject.ts'
import { specialWord } from './words.ts'

const subject = (fired: Band, band: Band): Subject =>
  ({
    title: '',
    alert: {
      info: { band, scale: 'four' } as AlertInfo,
      moments: [
        { kind: 'fired', band: fired },
        { kind: 'raised', band },
      ],
      indicator: null,
      threshold: null,
    },
    case: null,
    caseEnded: null,
  }) as unknown as Subject

test.each([
  ['yellow', 'red', 'Ⅲ级（黄色）', 'Ⅰ级（红色）', '后升为Ⅰ级（红色），'],
  ['orange', 'blue', 'Ⅱ级（橙色）', 'Ⅳ级（蓝色）', '后降为Ⅳ级（蓝色），'],
  ['red', 'red', 'Ⅰ级（红色）', 'Ⅰ级（红色）', ''],
] as const)(
  'an alert that fired as %s and is %s now is told with the grade of then, and what became of it',
  (fired, band, then, now, change) => {
    const says = (['触发级别', '级别', '级别变化'] as const).map((word) =>
      specialWord(subject(fired, band), word, '2026-11-27T08:00:00+08:00'),
    )
    expect(says).toEqual([then, now, change])
  },
)

const about = (words: string, term: string): Subject =>
  ({
    title: '',
    alert: null,
    case: { title: '堤防渗水', words, clocks: { whole: { words: term } } },
  }) as unknown as Subject

test.each([
  ['组织巡堤查险', '组织巡堤查险。'],
  ['组织巡堤查险。', '组织巡堤查险。'],
  ['', '堤防渗水。'],
])('what a case is about ends as a sentence, once: %s', (words, said) => {
  expect(specialWord(about(words, ''), '事由', '2026-11-27T08:00:00+08:00')).toBe(said)
})

test.each([
  ['超 55 分钟', '已超 55 分钟'],
  ['剩 3 小时 31 分', '还剩 3 小时 31 分'],
])('the time limit %s is told as part of a sentence', (term, said) => {
  expect(specialWord(about('', term), '全程时限', '2026-11-27T08:00:00+08:00')).toBe(said)
})
