import { expect, test } from 'vitest'
import { readCard, writeCard } from './card.ts'

const question = {
  indicator: 'governance.open_cases',
  region: '330109',
  grain: 'day',
  bucket: '2026-11-21T00:00:00+08:00',
} as const

test.each([question, { ...question, bucket: null }])('a number survives the way through the URL', (asked) =>
  expect(readCard(writeCard(asked))).toEqual(asked),
)

test.each([undefined, '', 'a,b', 'a,b,fortnight,c', ['a,b,day,c']])('%s names no number', (text) =>
  expect(readCard(text)).toBeNull(),
)
