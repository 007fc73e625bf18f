import { expect, test } from 'vitest'
import { readQuestion } from '../question.ts'
import { addressOf, queryOfView } from './address.ts'

const TOWN = { indicators: ['a.x'], region: 't1', level: 'village', grain: 'month' as const }
const DISTRICT = { indicators: ['b.y'], region: 'd', level: 'town', grain: 'day' as const }

test('what a reader’s own place fills in is written out, so that a colleague of another place opens the same', () => {
  const query = { tab: 'map', staff: '-20', card: 'a.x,t1,month', view: 'old' }
  const opened = queryOfView({ id: 'v1', address: addressOf(query, readQuestion(query, TOWN)) }) as Record<
    string,
    string
  >
  expect(readQuestion(opened, DISTRICT)).toEqual(readQuestion(query, TOWN))
  expect([opened['staff'], opened['card'], opened['view']]).toEqual(['-20', undefined, 'v1'])
})

test('opening a saved view and saving it again gives the same address, whatever the order of its keys', () => {
  const address = addressOf({ g: 'week', i: 'a.x,a.y' }, readQuestion({ g: 'week', i: 'a.x,a.y' }, TOWN))
  const opened = queryOfView({ id: 'v1', address }) as Record<string, string>
  expect(addressOf(opened, readQuestion(opened, DISTRICT))).toBe(address)
})
