import { expect, test } from 'vitest'
import { SENTENCES } from './sentences.ts'

const NAMES = {
  dataset: () => '基层治理事件',
  region: () => '瓜沥镇',
} as unknown as Parameters<(typeof SENTENCES)[number][1]>[0]

const said = (what: string): string | undefined => {
  for (const [pattern, say] of SENTENCES) {
    const found = pattern.exec(what)
    if (found) return say(NAMES, found.slice(1)) ?? undefined
  }
  return undefined
}

test.each([
  ['session abc Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Edg/120.0', '在 Windows Edge 上'],
  ['session abc curl/8.5.0', '设备未能识别'],
  ['session abc', '本次登录'],
  ['wall opened curl/8.5.0', '打开大屏，设备未能识别'],
  [
    'row-export:1 ask dataset:governance.case region:330109113 2026年11月28日 rows:3 clear:上报人,联系电话',
    '申请明细导出：基层治理事件，瓜沥镇，2026年11月28日，3 行，原文列：上报人、联系电话',
  ],
  [
    'row-export:1 reject dataset:governance.case region:330109113 2026年11月1日至2026年11月28日 rows:12 clear:-',
    '不批准明细导出：基层治理事件，瓜沥镇，2026年11月1日至2026年11月28日，12 行，个人信息均已脱敏',
  ],
  [
    'report plan:1 governance-week region:330109113 每周一 08:00 Asia/Shanghai to everybody,office title:社会治理周报',
    '定期报告“社会治理周报”，瓜沥镇',
  ],
  [
    'report plan:1 governance-week region:330109113 每周一 08:00 Asia/Shanghai to owner',
    '定期报告“governance-week”，瓜沥镇',
  ],
])('%s is told as %s', (what, words) => expect(said(what)).toBe(words))
