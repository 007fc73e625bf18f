import { expect, test } from 'vitest'
import { saysSignedOut } from './problem.ts'

test.each([
  ['not-signed-in', 401, true],
  ['device-unproved', 401, true],
  ['wrong-password', 401, false],
  ['wrong-code', 401, false],
  ['code-required', 401, false],
  ['code-unreadable', 401, false],
  ['beyond-own-grant', 403, false],
])('%s (%i): whether whoever asked is no longer signed in → %s', (type, status, isOut) =>
  expect(saysSignedOut({ type: `/problems/${type}`, title: '', status })).toBe(isOut),
)
