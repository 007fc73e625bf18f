import { expect, test } from 'vitest'
import { openWorld } from '../cases/fixture.ts'
import type { Person } from '../contract/index.ts'
import { mayRead } from '../indicators/index.ts'
import { createUsage } from '../usage/index.ts'
import { fillUsage } from './usage.ts'

test('weeks of openings are there at the first start, as the recorder counts them: only what each may open, nothing of today, the same every time, and never twice', async () => {
  const told: unknown[] = []
  for (const _ of [1, 2]) {
    const world = await openWorld()
    const { ledger, catalog, regions, clock } = world
    const readers = Object.values(world.people)
    const scopeOf = (person: Person) => readers.find((one) => one.person.id === person.id)!.scope
    const deps = {
      ledger,
      catalog: () => catalog,
      regions,
      clock,
      outcomes: async () => [],
      people: () => readers.map(({ person }) => person),
      failed: (error: unknown) => {
        throw error
      },
    }
    const fill = () =>
      fillUsage({
        ...deps,
        mayOpen: (person, { theme }, place) => mayRead(regions, scopeOf(person), place, theme ?? undefined),
      })
    const opened = await fill()
    expect(opened).toBeGreaterThan(200)
    expect(await fill()).toBe(0)
    const usage = await createUsage(deps)
    const { leader } = world.people
    const answer = await usage.read({ days: '30', idle: '30' }, { sees: leader.scope, keeps: leader.scope })
    expect([answer.young, answer.since, answer.trend.at(-1)]).toEqual([
      false,
      '2026-10-21',
      { day: '2026-11-25', openings: 0, wall: 0 },
    ])
    expect(answer.screens.filter(({ openings }) => openings > 0).length).toBeGreaterThan(3)
    expect(answer.screens.toSorted((a, b) => b.openings - a.openings)[0]?.id).toBe('overview')
    expect(answer.screens.some(({ panels }) => panels.some(({ openings }) => openings > 0))).toBe(true)
    // The department sees one theme, and opens no other: every row of its role is of that theme.
    const themes = await ledger.read(async (sql) =>
      (await sql.query(`select distinct screen from usage_day where role = 'department'`)).column('screen'),
    )
    expect(
      themes
        .map((id) => catalog.screens.get(id as string)?.theme)
        .filter((theme) => theme !== 'market' && theme !== null),
    ).toEqual([])
    told.push(opened, answer.screens, answer.trend)
    await usage.close()
    await world.close()
  }
  expect(told.slice(0, 3)).toEqual(told.slice(3))
})
