import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { planBodySchema } from '../contract/index.ts'
import { createReportsWorld, person, row } from './reports.fixture.ts'

const world = createReportsWorld()
const { at, deliver, someone, share } = world

beforeAll(world.settle)
beforeEach(world.open)
afterEach(world.close)
afterAll(world.leave)

describe('a plan', () => {
  const plan = async () =>
    world.reports.plans.create(
      someone('chief'),
      planBodySchema.parse({
        template: 'day',
        region: 'd',
        when: '每个工作日 08:00',
        audience: 'everybody',
        outlets: ['share'],
        data: true,
      }),
    )
  const mine = async () =>
    (await world.reports.plans.list(someone('chief'))).plans.find(({ owner }) => owner.startsWith('chief'))!

  test('makes the issue of the day before, puts it into archive, inboxes and folder, and writes down what leaves the house; holidays are left out', async () => {
    await deliver('t.case', [row('a', '2026-09-29 10:00'), row('b', '2026-09-29 11:00'), row('c', '2026-09-28 11:00')])
    await plan()
    await at('2026-09-30 08:00')
    const [run] = (await mine()).runs
    expect(run).toMatchObject({
      state: 'done',
      at: '2026-09-30T08:00:00+08:00',
      deliveries: [{ title: '共享文件夹', state: 'done' }],
    })
    const [file, table] = readdirSync(share).sort()
    expect(table).toBe(file!.replace(/docx$/, 'xlsx'))
    expect(file).toMatch(/^d日报（2026年9月29日）_20260930080000.*\.docx$/)
    const archived = await world.reports.issue(someone('anna'), run!.issue!, 'docx')
    expect(readFileSync(join(share, file!)).equals(archived!.bytes)).toBe(true)
    expect(
      readFileSync(join(share, table!)).equals(
        (await world.reports.issue(someone('anna'), run!.issue!, 'xlsx'))!.bytes,
      ),
    ).toBe(true)
    expect((await world.reports.issue(someone('anna'), run!.issue!, 'html'))!.bytes.toString()).toContain(
      '2026年9月29日受理2件，环比增长100.0%。',
    )
    expect((await world.reports.issues(someone('chief'))).find(({ id }) => id === run!.issue)).toMatchObject({
      automatic: true,
      fresh: true,
    })
    expect(world.noted).toEqual([
      expect.stringMatching(new RegExp(`^report issue:${run!.issue} docx\\+xlsx to folder:share plan:`)),
    ])
    await at('2026-10-01 08:00')
    await at('2026-10-02 12:00')
    expect((await mine()).runs).toHaveLength(1)
    expect((await mine()).next).toBe('2026-10-05T08:00:00+08:00')
  })

  test('whose folder cannot be written says so, tries again by itself, and the issue is made once', async () => {
    await plan()
    writeFileSync(share, 'a file where the folder should be')
    await at('2026-09-30 08:00')
    const [run] = (await mine()).runs
    expect(run).toMatchObject({
      state: 'done',
      deliveries: [
        {
          state: 'waiting',
          attempts: 1,
          problem: expect.stringContaining('没有写入文件夹'),
          next: '2026-09-30T08:01:00+08:00',
        },
      ],
    })
    rmSync(share)
    await at('2026-09-30 08:01')
    expect((await mine()).runs[0]!.deliveries).toMatchObject([{ state: 'done', attempts: 2 }])
    expect(readdirSync(share)).toHaveLength(2)
    expect(await world.reports.issues(someone('chief'))).toHaveLength(2)
  })

  test.each([
    ['everybody', '走访少于5', true],
    ['owner', '走访2人次', false],
  ] as const)(
    'made for %s tells %s of people few in number: for everybody it tells no more than everybody may read, whoever ordered it',
    async (audience, words, opens) => {
      await deliver('t.visit', [row('a', '2026-09-29 10:00'), row('b', '2026-09-29 11:00')])
      world.people.set('chief', person('chief', 'aggregate', 'export', 'configure', 'rows'))
      await world.reports.plans.create(
        someone('chief'),
        planBodySchema.parse({ template: 'visits', region: 'd', when: '每个工作日 08:00', audience }),
      )
      await at('2026-09-30 08:00')
      const issue = (await mine()).runs[0]!.issue!
      expect((await world.reports.issue(someone('chief'), issue, 'html'))!.bytes.toString()).toContain(words)
      expect((await world.reports.issues(someone('anna'))).some(({ id, fresh }) => id === issue && fresh)).toBe(opens)
    },
  )

  test('stops, and says so, when whoever it belongs to may take nothing out any more', async () => {
    await plan()
    world.people.set('chief', person('chief', 'aggregate', 'configure'))
    await at('2026-09-30 08:00')
    expect(
      (await world.reports.plans.list(someone('chief'))).plans.find(({ owner }) => owner.startsWith('chief')),
    ).toMatchObject({
      state: 'paused',
      paused: { by: '系统' },
      runs: [{ state: 'failed', problem: expect.stringContaining('没有导出权限') }],
    })
  })
})
