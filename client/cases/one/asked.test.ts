import { expect, test } from 'vitest'
import type { CaseEntry } from '../../../server/contract/index.ts'
import { askedOf } from './asked.ts'

const entry = (id: string, words = id, automatic = false): CaseEntry =>
  ({ action: { id, title: id }, words, automatic }) as CaseEntry
const said = (...entries: CaseEntry[]): string[] => askedOf(entries).map(({ words }) => words)

test('why a feedback was not accepted, and what a leader wants, stand before everything else, the newest first', () => {
  expect(
    said(
      entry('report'),
      entry('dispatch', '当日清运'),
      entry('sign'),
      entry('feedback'),
      entry('reject', '角落还有杂物'),
      entry('supervise', '今天办结'),
    ),
  ).toEqual(['今天办结', '角落还有杂物'])
})

test('what has been answered is asked no more; steps without words and notes of the system ask for nothing', () => {
  expect(said(entry('dispatch', '当日清运'), entry('feedback', '已清运'))).toEqual([])
  expect(said(entry('dispatch', ''), entry('dispatch', '按规则派遣', true), entry('remark', '补充'))).toEqual([])
})

test.each([
  ['a return is answered by giving it out again', ['dispatch', 'return', 'dispatch'], ['dispatch']],
  ['what the first party was told is not told the next', ['dispatch', 'sign', 'handover'], ['handover']],
  ['a refusal of more time is for whoever asked', ['dispatch', 'sign', 'decline', 'handover'], ['handover']],
  ['more time is asked for until that is decided', ['dispatch', 'sign', 'request'], ['request', 'dispatch']],
  ['a refusal stands, what it refuses does not', ['dispatch', 'sign', 'request', 'decline'], ['decline', 'dispatch']],
  ['and what was granted later is refused no more', ['dispatch', 'sign', 'request', 'decline', 'extend'], ['dispatch']],
  ['why nobody took it stands until somebody is found', ['dispatch', 'return'], ['return', 'dispatch']],
  [
    'what a leader wants holds for everybody',
    ['dispatch', 'supervise', 'return', 'dispatch'],
    ['dispatch', 'supervise'],
  ],
  ['so does why it was taken up again', ['feedback', 'close', 'reopen', 'dispatch'], ['dispatch', 'reopen']],
  ['of what is closed, void or merged nothing is asked', ['dispatch', 'feedback', 'supervise', 'close'], []],
  ['nor of what is void', ['dispatch', 'return', 'void'], []],
  ['nor of what is merged', ['dispatch', 'merge'], []],
])('%s', (_, course, asked) => expect(said(...course.map((id) => entry(id)))).toEqual(asked))
