import { expect, test } from 'vitest'
import { installWay, installWords } from './install.ts'

const offer = { prompt: () => Promise.resolve() }

test.each([
  [true, null, 'there'],
  [true, offer, 'there'],
  [false, offer, 'ask'],
  [false, null, 'hand'],
] as const)('opened as an app %s, with an offer %o: %s', (standalone, held, way) => {
  expect(installWay(standalone, held)).toBe(way)
})

test.each([
  ['Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile', '浏览器菜单'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari', '分享'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0', '在浏览器打开'],
])('%s is told where to look', (agent, words) => {
  expect(installWords(agent)).toContain(words)
})
