import { expect, test } from 'vitest'
import { readQuestion, withChange } from './question.ts'

const USUAL = { indicators: ['a.x'], region: 'd', level: 'town', grain: 'month' as const }

test('an empty address asks the usual', () => {
  expect(readQuestion({}, USUAL)).toMatchObject({
    tab: 'table',
    indicators: ['a.x'],
    region: 'd',
    level: 'town',
    grain: 'month',
    rows: 'region',
    columns: 'time',
    measures: ['value'],
    pin: 'a.x',
    page: 0,
  })
})

test('what is written comes back as it was chosen', () => {
  const change = {
    indicators: ['a.y', 'a.z'],
    level: '',
    grain: 'day' as const,
    rows: 'by:kind' as const,
    measures: ['yoy' as const, 'rank' as const],
    pin: 'a.z',
    page: 2,
  }
  expect(readQuestion(withChange({}, change) as Record<string, string>, USUAL)).toMatchObject(change)
})

test('nonsense in an address falls back to the usual, not to an error', () => {
  expect(readQuestion({ tab: 'x', g: 'eon', m: 'none', page: '-3', pin: 'b' }, USUAL)).toMatchObject({
    tab: 'table',
    grain: 'month',
    measures: ['value'],
    page: 0,
    pin: 'a.x',
  })
})

test('another grain begins a new period and the first page; the open card and the rest stay', () => {
  expect(withChange({ card: 'c', from: '2025-01-01', page: '3', sort: 's', i: 'a' }, { grain: 'week' })).toEqual({
    card: 'c',
    i: 'a',
    g: 'week',
  })
})

test('what two indicators are set against and compared over is in the address, so that a saved view is the same picture', () => {
  const query = withChange({ i: 'a.x,a.y,a.z' }, { with: 'a.z', over: 'time' })
  expect(query).toEqual({ i: 'a.x,a.y,a.z', with: 'a.z', over: 'time' })
  expect(readQuestion(query as Record<string, string>, USUAL)).toMatchObject({ with: 'a.z', over: 'time' })
  expect(withChange(query as Record<string, string>, { over: 'regions' })).not.toHaveProperty('over')
  expect(readQuestion({ i: 'a.x', with: 'a.gone' }, USUAL)).toMatchObject({ with: '', over: 'regions' })
})
