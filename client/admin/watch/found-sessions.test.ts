import { expect, test } from 'vitest'
import type { SessionInfo } from '../../../server/contract/index.ts'
import { foundSessions } from './found-sessions.ts'

const session = (username: string, name: string, address: string): SessionInfo =>
  ({ username, name, address }) as SessionInfo
const all = [session('Wang', '王敏', '10.1.2.3'), session('li', '李强', '10.1.9.9'), session('wangli', '王莉', '::1')]

test.each([
  ['王', ['Wang', 'wangli']],
  [' WANG ', ['Wang', 'wangli']],
  ['10.1.', ['Wang', 'li']],
  ['', ['Wang', 'li', 'wangli']],
  ['赵', []],
])('what is typed finds sessions by person and address: %j', (typed, found) =>
  expect(foundSessions(all, typed).map(({ username }) => username)).toEqual(found),
)
