import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createReportsWorld, person, row } from './reports.fixture.ts'

const world = createReportsWorld()
const { deliver } = world

beforeAll(world.settle)
beforeEach(world.open)
afterEach(world.close)
afterAll(world.leave)

test('an issue that tells small numbers about people, because its writer may see their rows, opens to nobody who may not', async () => {
  await deliver('t.visit', [row('a', '2026-09-29 10:00'), row('b', '2026-09-29 11:00')])
  const [sees, seesNot] = [person('sees', 'aggregate', 'export', 'rows'), person('sees-not', 'aggregate', 'export')]
  for (const one of [sees, seesNot]) world.people.set(one.id, one)
  await world.reports.startReport(sees, { template: 'visits', region: 'd', period: '2026-09-29', format: 'html' })
  const issue = await vi.waitFor(async () => {
    const made = (await world.reports.issues(sees)).find(({ template }) => template === 'visits')
    if (made === undefined) throw new Error('not made yet')
    return made.id
  }, 20_000)
  expect((await world.reports.issue(sees, issue, 'html'))!.bytes.toString()).toContain('走访2人次')
  expect((await world.reports.issues(seesNot)).some(({ id }) => id === issue)).toBe(false)
  expect(await world.reports.issue(seesNot, issue, 'html')).toBeNull()
})
