import { expect, test } from 'vitest'
import { readSetting, turnedAt, untouched, writeSetting } from './levers.ts'

const SETTING = {
  id: 'q.backlog',
  days: 14,
  seed: '迎亚运',
  levers: { staff: -20, staffAt: { 't-1': 50, t2: 0 }, arrivals: 30, arrivalsAt: { t2: -10 }, joint: 35 },
}

test('levers go into the address and come back as they were, those of single places too', () => {
  expect(readSetting(writeSetting({}, SETTING) as Record<string, string>)).toEqual(SETTING)
})

test('levers put back leave nothing in the address, and the rest of it alone', () => {
  const written = writeSetting({}, SETTING) as Record<string, string>
  expect(writeSetting({ ...written, tab: 'whatif' }, { id: '', days: 28, seed: '一屏', levers: untouched() })).toEqual({
    tab: 'whatif',
  })
})

test('nonsense in an address is as if nothing were turned, not an error', () => {
  expect(readSetting({ staff: 'many', days: '4000', joint: 'x', staffAt: 'a:b,,c' })).toEqual({
    id: '',
    days: 28,
    seed: '一屏',
    levers: untouched(),
  })
})

test('one place’s lever is set beside the others’ and taken away again', () => {
  expect(turnedAt({ a: 1 }, 'b', 0)).toEqual({ a: 1, b: 0 })
  expect(turnedAt({ a: 1, b: 0 }, 'b', null)).toEqual({ a: 1 })
})
