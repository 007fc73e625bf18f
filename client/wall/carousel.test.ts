import { expect, test } from 'vitest'
import { nextStop, parseCarousel, passSecond, PAUSE_SECONDS, type Standing } from './carousel.ts'

test.each([
  ['30s', { of: 'screens', seconds: 30 }],
  ['45', { of: 'screens', seconds: 45 }],
  ['1s', { of: 'screens', seconds: 5 }],
  ['screens', { of: 'screens', seconds: 20 }],
  ['towns', { of: 'towns', seconds: 20 }],
  ['towns,12s', { of: 'towns', seconds: 12 }],
  ['fast', null],
  ['', null],
  [undefined, null],
  [['30s'], null],
])('a carousel written %s', (text, carousel) => expect(parseCarousel(text)).toEqual(carousel))

test('the walk ends where it began', () => {
  expect([nextStop(['a', 'b'], 'a'), nextStop(['a', 'b'], 'b'), nextStop(['a', 'b'], 'x'), nextStop([], 'x')]).toEqual([
    'b',
    'a',
    'a',
    null,
  ])
})

test('a touch holds the wall for a minute, then it stands out the rest of its time', () => {
  let standing: Standing = { stood: 8, quiet: 0 }
  const seen: string[] = []
  for (let second = 1; second <= PAUSE_SECONDS + 2; second++) {
    const next = passSecond(standing, 10)
    if (next.due) seen.push(`due at ${second}`)
    else if (!next.paused) seen.push(`on at ${second}`)
    standing = next
  }
  expect(seen).toEqual([`on at ${PAUSE_SECONDS}`, `due at ${PAUSE_SECONDS + 1}`, `due at ${PAUSE_SECONDS + 2}`])
})
