import { expect, test } from 'vitest'
import type { JobInfo } from '../../../server/contract/index.ts'
import { jobWords, makesWords, newest, sizeWords, underWay } from './words.ts'

const job = (rest: Partial<JobInfo>): JobInfo => ({
  id: '1',
  kind: 'report',
  title: '日报',
  format: null,
  rows: null,
  state: 'queued',
  progress: 0,
  createdAt: '',
  expiresAt: null,
  file: null,
  problem: null,
  issue: null,
  ...rest,
})

test.each([
  [job({}), '排队中', true],
  [job({ state: 'running' }), '生成中', true],
  [job({ state: 'running', progress: 0.996 }), '生成中 99%', true],
  [job({ state: 'running', progress: 0.02, restarted: true }), '服务器重启后继续生成 2%', true],
  [job({ state: 'failed', problem: '没有数据' }), '未能生成：没有数据', false],
  [job({ state: 'done', progress: 1 }), '已完成', false],
  [job({ state: 'expired' }), '文件已到期删除，如仍需要请重新导出', false],
  [job({ state: 'expired', issue: 'i' }), '文件已到期删除，可在往期存档再取', false],
])('a job says how far it is and whether it still moves: %#', (one, words, moves) => {
  expect([jobWords(one), underWay(one)]).toEqual([words, moves])
})

test.each([
  [job({ format: 'xlsx', rows: 12_480 }), 'Excel · 12,480 行'],
  [job({ format: 'docx' }), 'Word'],
  [job({ format: 'html', rows: null }), '网页'],
  [job({}), ''],
])('jobs of one title are told apart by what they make: %#', (one, words) => expect(makesWords(one)).toBe(words))

test.each([
  [10, '1 KB'],
  [39_000, '38 KB'],
  [3_500_000, '3.3 MB'],
])('%i bytes are %s', (bytes, words) => expect(sizeWords(bytes)).toBe(words))

test('a short list holds the newest, and whatever still moves', () => {
  const jobs = (['done', 'failed', 'done', 'running', 'done'] as const).map((state) => job({ state }))
  expect(newest(jobs, 2)).toEqual([jobs[0], jobs[1], jobs[3]])
  expect(newest(jobs, Infinity)).toEqual(jobs)
})
