import { expect, test } from 'vitest'
import type { View } from '../../server/contract/index.ts'
import { shownConnection } from './connection.ts'

const stamp = { epoch: 'e', seq: 1, version: 1, asOf: '2026-11-21T12:03:05+08:00', dataAt: '2026-11-21T12:03:00+08:00' }
const view = {} as View
const now = Date.parse('2026-11-21T12:05:05+08:00')

test.each([
  ['live', '实时', '数据 2 分钟前', null],
  ['offline', '已断开', '自动重连中', '连接已断开，显示的是 12:03:05 的数据，正在自动重连'],
  ['stale', '未更新', '2 分钟无消息', '服务器已有 2 分钟没有消息，显示的是 12:03:05 的数据'],
] as const)('%s reads %s', (state, head, detail, banner) => {
  expect(shownConnection({ state, stamp, view, problem: null }, now, 'Asia/Shanghai')).toMatchObject({
    head,
    detail,
    banner,
  })
})

test('before the first view nothing is claimed to be shown', () => {
  expect(
    shownConnection({ state: 'offline', stamp: null, view: null, problem: null }, now, 'Asia/Shanghai').banner,
  ).toBe('连接已断开，还没有可以显示的数据，正在自动重连')
})

test('a view that is refused is not a broken connection', () => {
  const refused = { type: '/problems/unknown-region', title: '没有区域', status: 404 }
  expect(
    shownConnection({ state: 'connecting', stamp: null, view: null, problem: refused }, now, 'Asia/Shanghai'),
  ).toMatchObject({ head: '已连接', banner: null })
  expect(
    shownConnection(
      { state: 'connecting', stamp: null, view: null, problem: { ...refused, title: '暂时连不上服务器', status: 0 } },
      now,
      'Asia/Shanghai',
    ).banner,
  ).toBe('暂时连不上服务器。')
})
