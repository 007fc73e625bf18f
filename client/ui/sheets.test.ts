import { expect, test } from 'vitest'
import { createSheets, lostSheet } from './sheets.ts'

test.each([
  [
    'Unable to preload CSS for http://localhost:8080/assets/PlaceMap-1a.css',
    'http://localhost:8080/assets/PlaceMap-1a.css',
  ],
  ['Failed to fetch dynamically imported module: http://localhost:8080/assets/PlaceMap-1a.js', null],
])('%s', (words, href) => {
  expect(lostSheet(words)).toBe(href)
})

test('a lost sheet is asked for until it comes, and what waits for it waits as long', async () => {
  const asked: string[] = []
  const waits: number[] = []
  const sheets = createSheets(
    async (href) => {
      asked.push(href)
      if (asked.length < 3) throw new Error('no signal')
    },
    async (ms) => void waits.push(ms),
  )
  sheets.recover('map.css')
  sheets.recover('map.css')
  await sheets.there()
  expect(asked).toEqual(['map.css', 'map.css', 'map.css'])
  expect(waits).toEqual([1000, 1000])
})

test('where nothing was lost nothing waits', async () => {
  const sheets = createSheets(
    () => Promise.reject(new Error('never asked')),
    () => new Promise(() => undefined),
  )
  await sheets.there()
})
