import { expect, test } from 'vitest'
import { exportBodySchema, TABLE_FORMATS } from '../../server/contract/index.ts'
import { bodyOf, FORMATS } from './body.ts'

const WANTED = {
  indicators: ['a.x', 'a.y'],
  region: 'd',
  level: 'town',
  only: [],
  grain: 'month' as const,
  from: '2026-01-01',
  to: '2026-10-01',
  yoy: true,
  pop: true,
}

test('an order names what is on screen; what is left open is left out', () => {
  expect(bodyOf(WANTED, 'docx')).toEqual({
    indicators: ['a.x', 'a.y'],
    format: 'docx',
    query: { region: 'd', children: 'town', grain: 'month', from: '2026-01-01', to: '2026-10-01', compare: 'yoy,pop' },
  })
  expect(bodyOf({ ...WANTED, only: ['t1', 't2'] }, 'csv').query).toMatchObject({ children: 'town', only: 't1,t2' })
  expect(bodyOf({ ...WANTED, by: ['kind'] }, 'csv').query).toMatchObject({ children: 'town', by: 'kind' })
  expect(bodyOf({ ...WANTED, level: '', from: '', to: '', yoy: false, pop: false }, 'csv').query).toEqual({
    region: 'd',
    grain: 'month',
  })
})

test('every format the server writes is offered, and its orders are ones the server takes', () => {
  expect(FORMATS.map(({ id }) => id).sort()).toEqual([...TABLE_FORMATS].sort())
  for (const { id } of FORMATS) expect(exportBodySchema.safeParse(bodyOf(WANTED, id)).success).toBe(true)
})
