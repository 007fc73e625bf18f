import { expect, test } from 'vitest'
import { wayBack } from './way-back.ts'

test.each([
  ['/wall/overview/330109?wall=3840x2160', '/wall/overview/330109?wall=3840x2160'],
  ['/desk/a/b#c', '/desk/a/b#c'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/\t/evil.example', '/'],
  ['/sign-in?to=/', '/'],
  [undefined, '/'],
  [['/a'], '/'],
])('after signing in %j leads to %s', (to, expected) => expect(wayBack(to, 'http://city.example')).toBe(expected))
