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
