import { expect, test } from 'vitest'
import { SENTENCES } from './sentences.ts'

const NAMES = {} as Parameters<(typeof SENTENCES)[number][1]>[0]

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
])('%s is told as %s', (what, words) => expect(said(what)).toBe(words))
