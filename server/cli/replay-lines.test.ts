import { expect, test } from 'vitest'
import type { RuleReplay } from '../contract/index.ts'
import { replayLines } from './replay-lines.ts'

const REPLAY: RuleReplay = {
  rule: 'g.backlog',
  title: '事件积压',
  scale: 'four',
  enabled: false,
  days: 90,
  buckets: 90,
  places: 22,
  unknown: null,
  fired: 2,
  averageHours: 36.5,
  followed: 1,
  hitShare: 50,
  falseShare: 50,
  follows: '同一区域有“专项清理”类事件',
  alerts: [
    {
      region: 'a',
      regionName: '瓜沥镇',
      band: 'orange',
      from: '2026-11-20T08:00:00+08:00',
      until: null,
      hours: 49,
      followed: true,
    },
  ],
}

test('a replay is told in words: the verdict, what it counts, each alert, and that there were more', () => {
  expect(replayLines(REPLAY)).toEqual([
    '规则“事件积压”（未启用）回放近 90 天：90 个时段 × 22 个区域',
    '共报 2 次，平均历时 36.5 小时；随后有事件的 1 次，命中率 50.0%，空报率 50.0%',
    '（“随后有事件”指：同一区域有“专项清理”类事件）',
    '2026-11-20 08:00  Ⅱ级（橙）  瓜沥镇  至今未解除  随后有事件',
    '……只列出最近 1 次',
  ])
})

test('a rule that never fires has no shares', () => {
  expect(
    replayLines({
      ...REPLAY,
      fired: 0,
      averageHours: null,
      followed: 0,
      hitShare: null,
      falseShare: null,
      alerts: [],
    }).at(-1),
  ).toBe('一次也不会报。')
})

test('a silence has no stretches of time, and what cannot be known of it is said', () => {
  expect(replayLines({ ...REPLAY, buckets: null, unknown: '1 个区域从未有数据到达，不作判断。' }).slice(0, 2)).toEqual([
    '规则“事件积压”（未启用）回放近 90 天：逐次到达 × 22 个区域',
    '1 个区域从未有数据到达，不作判断。',
  ])
})
