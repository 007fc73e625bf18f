import { expect, test } from 'vitest'
import type { AlertInfo, CaseRow, Telling } from '../../../server/contract/index.ts'
import { noticesOf } from './notices.ts'

const telling = (id: string, why: Telling['why'], at: string, read: string | null = null): Telling => ({
  to: 'village',
  person: { id, name: id },
  channel: 'app',
  why,
  at,
  delivered: null,
  read,
  acted: null,
})
const alert = (id: string, told: Telling[], more: object = {}): AlertInfo =>
  ({
    id,
    title: `预警${id}`,
    band: 'red',
    scale: 'four',
    path: '某镇 · 某村',
    regionName: '某村',
    case: null,
    caseEnded: null,
    told,
    ...more,
  }) as AlertInfo
const task = (id: string, state: string, changedAt: string, more: Partial<CaseRow> = {}): CaseRow =>
  ({
    id,
    title: `任务${id}`,
    changedAt,
    region: { title: '某村' },
    state: { id: state, title: '' },
    supervised: null,
    decided: null,
    helping: false,
    refused: false,
    ...more,
  }) as CaseRow

test('only what this person was told comes, unread first, then the newest; the last telling says why', () => {
  const notices = noticesOf(
    [
      alert('a', [telling('me', 'fired', '2026-11-25T09:00:00+08:00', '2026-11-25T09:05:00+08:00')]),
      alert('b', [telling('other', 'fired', '2026-11-25T09:50:00+08:00')]),
      alert('c', [
        telling('me', 'fired', '2026-11-25T08:00:00+08:00', '2026-11-25T08:01:00+08:00'),
        telling('me', 'raised', '2026-11-25T08:30:00+08:00'),
      ]),
    ],
    [task('t1', 'dispatched', '2026-11-25T08:40:00+08:00'), task('t2', 'handling', '2026-11-25T09:40:00+08:00')],
    'me',
  )
  expect(notices.map(({ key, words, unread }) => [key, words, unread])).toEqual([
    ['t1', '新任务待签收 · 某村', true],
    ['c', '预警升级 · 某镇 · 某村', true],
    ['a', '新预警 · 某镇 · 某村', false],
  ])
})

test('a task that an alert already speaks of is told once, and the alert leads to it', () => {
  const notices = noticesOf(
    [alert('a', [telling('me', 'fired', '2026-11-25T09:00:00+08:00')], { case: 't1' })],
    [task('t1', 'dispatched', '2026-11-25T09:01:00+08:00')],
    'me',
  )
  expect(notices.map(({ key, case: id }) => [key, id])).toEqual([['a', 't1']])
})

test('a task a leader has ordered again and one whose feedback was not accepted are told; the order is unread until something was done about it', () => {
  const supervised = { at: '2026-11-25T09:00:00+08:00', by: '陈立言', words: '今天办结' }
  const told = (row: CaseRow) =>
    noticesOf([], [row], 'me').map(({ words, unread, at }) => [words, unread, at.slice(11, 16)])
  expect(told(task('t', 'handling', '2026-11-25T09:00:00+08:00', { supervised }))).toEqual([
    ['陈立言 督办：今天办结 · 某村', true, '09:00'],
  ])
  expect(told(task('t', 'handling', '2026-11-25T09:30:00+08:00', { supervised }))).toEqual([
    ['陈立言 督办：今天办结 · 某村', false, '09:00'],
  ])
  expect(told(task('t', 'handling', '2026-11-25T10:00:00+08:00', { refused: true }))).toEqual([
    ['核查未通过，请重新处置 · 某村', true, '10:00'],
  ])
  expect(told(task('t', 'feedback', '2026-11-25T10:00:00+08:00', { supervised }))).toEqual([])
})

test('whoever asked for more time is told what was decided; of an order and a decision the newer is told', () => {
  const decided = { at: '2026-11-25T09:00:00+08:00', by: '沈晓岚', hours: null, words: '今天先做围挡' }
  const supervised = { at: '2026-11-25T08:00:00+08:00', by: '陈立言', words: '今天办结' }
  const told = (more: Partial<CaseRow>, changedAt = decided.at) =>
    noticesOf([], [task('t', 'handling', changedAt, { decided, ...more })], 'me').map(({ words, unread }) => [
      words,
      unread,
    ])
  expect(told({})).toEqual([['沈晓岚 不予延期：今天先做围挡 · 某村', true]])
  expect(told({ decided: { ...decided, hours: 8 } }, '2026-11-25T09:30:00+08:00')).toEqual([
    ['沈晓岚 准予延期 8 小时：今天先做围挡 · 某村', false],
  ])
  expect(told({ supervised })).toEqual([['沈晓岚 不予延期：今天先做围挡 · 某村', true]])
  expect(told({ supervised: { ...supervised, at: '2026-11-25T10:00:00+08:00' } })).toEqual(
    [['陈立言 督办：今天办结 · 某村', false]].map(([words]) => [words, true]),
  )
})

test('whoever is asked to help is not told to sign', () => {
  expect(
    noticesOf([], [task('t', 'dispatched', '2026-11-25T09:00:00+08:00', { helping: true })], 'me').map(
      ({ words }) => words,
    ),
  ).toEqual(['请您协助办理 · 某村'])
})
