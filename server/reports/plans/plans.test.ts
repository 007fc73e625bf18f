import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { createRegions } from '../../regions/index.ts'
import { createLedger, type Ledger } from '../../store/index.ts'
import type { Issue } from '../archive/index.ts'
import type { Outlet } from '../outlets/index.ts'
import { createPlans, type Plans, type PlansDeps } from './create.ts'
import type { Scheduled } from './standing.ts'
import { inCity } from './zones.ts'

const grant = (...actions: Person['grants'][number]['actions'][number][]): Person['grants'] => [
  { role: 'analyst', region: 'd', themes: 'all', actions },
]
const anna: Person = { id: 'anna', name: '周思远', post: '分析员', grants: grant('export') }
const steward: Person = { id: 'steward', name: '傅文静', post: '数据管理员', grants: grant('export', 'configure') }
const ben: Person = { id: 'ben', name: '旁人', post: '分析员', grants: [] }

const TREE = createRegions({
  nodes: [{ code: 'd', parent: null, level: 'district', name: '测试区', kind: 'place', from: null, to: null }] as never,
  levels: [{ id: 'district', title: '区县' }],
  source: 'test',
  outlines: {},
  topology: null,
  today: () => '2026-11-21',
})

let ledger: Ledger
let zone: string
let now: number
/** What was made: the day each was for. */
let made: string[]
let sent: string[]
let told: string[]
let people: Map<string, Person>
let former: Map<string, string>
let scheduled: Scheduled[]
let fault: () => void
let lost: () => void
let plans: Plans

const local = (text: string): number => createZone(zone).toInstant(Date.parse(`${text.replace(' ', 'T')}:00Z`))
const at = async (text: string): Promise<void> => {
  now = local(text)
  await plans.tick()
}
const pass = async (minutes: number): Promise<void> => {
  now += minutes * 60_000
  await plans.tick()
}
const outlet = (id: string): Outlet => ({
  id,
  title: `去处${id}`,
  kind: 'folder',
  send: (parcel) => {
    lost()
    sent.push(`${id} ${parcel.title}`)
    return Promise.resolve()
  },
})

const start = async (): Promise<void> => {
  const clock = createClock(createZone(zone), () => now)
  const deps: PlansDeps = {
    ledger,
    clock,
    regions: TREE,
    outlets: [outlet('share'), outlet('mail')],
    root: 'd',
    calendar: () => null,
    isWorkday: (midnight) =>
      new Date(midnight).getUTCDay() % 6 !== 0 && !new Date(midnight).toISOString().includes('-10-0'),
    scheduled: () => Promise.resolve(scheduled),
    admit: (_, __, region) => Promise.resolve(region),
    maySee: (person) => person.grants.length > 0,
    mayManage: (person) => person.grants.some(({ actions }) => actions.includes('configure')),
    mayConfigure: (person) => person.grants.some(({ actions }) => actions.includes('configure')),
    ownerNow: ({ owner }) => people.get(owner.id) ?? null,
    formerName: (id) => former.get(id) ?? null,
    make: (plan, run) => {
      fault()
      const title = `${plan.template} ${new Date(inCity(plan, clock, run.nominal)).toISOString().slice(0, 10)}`
      made.push(title)
      return Promise.resolve({ record: { id: `issue-${made.length}`, title } } as unknown as Issue)
    },
    publish: (_, plan, issue) => {
      told.push(`${plan.audience} ${issue.record.title}`)
      return Promise.resolve()
    },
    parcel: (_, run) =>
      Promise.resolve({
        id: run.issue!,
        title: run.issue!,
        words: '',
        files: [{ name: 'x', mime: '', bytes: Buffer.alloc(0) }],
      }),
    note: () => Promise.resolve(),
    failed: () => undefined,
  }
  plans = createPlans(deps)
  await plans.ready()
}
const restart = async (): Promise<void> => {
  await plans.close()
  await start()
}
const daily = {
  template: 'day',
  region: 'd',
  when: '每日 08:00',
  format: 'docx',
  data: false,
  audience: 'owner',
  outlets: [] as string[],
} as const
const mine = async (person = anna) => (await plans.list(person)).plans

beforeEach(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  zone = 'Asia/Shanghai'
  now = local('2026-11-20 10:00')
  ;[made, sent, told] = [[], [], []]
  people = new Map([anna, steward].map((one) => [one.id, one]))
  former = new Map()
  scheduled = []
  fault = lost = () => undefined
  await start()
})
afterEach(async () => {
  await plans.close()
  await ledger.close()
})

describe('a plan comes round', () => {
  test('at its time, once, and never for the past before it was made', async () => {
    await plans.create(anna, { ...daily, outlets: [] })
    await at('2026-11-20 23:59')
    expect(made).toEqual([])
    await at('2026-11-21 07:59')
    await at('2026-11-21 08:00')
    await at('2026-11-21 08:01')
    await at('2026-11-22 08:00')
    expect([made, told]).toEqual([
      ['day 2026-11-21', 'day 2026-11-22'],
      ['owner day 2026-11-21', 'owner day 2026-11-22'],
    ])
    expect(await mine()).toMatchObject([
      {
        state: 'active',
        next: '2026-11-23T08:00:00+08:00',
        runs: [{ at: '2026-11-22T08:00:00+08:00', state: 'done', missed: 0 }, { state: 'done' }],
      },
    ])
  })

  test('after the server was down for ten days: once, for the newest, and says how many it makes up for', async () => {
    await plans.create(anna, { ...daily, outlets: [] })
    await plans.close()
    now = local('2026-12-01 15:20')
    await start()
    await plans.tick()
    await plans.tick()
    expect(made).toEqual(['day 2026-12-01'])
    expect((await mine())[0]!.runs).toMatchObject([{ missed: 10, state: 'done' }])
  })

  test('a day off moves it, the period it is about stays', async () => {
    now = local('2026-09-30 10:00')
    await plans.create(anna, { ...daily, template: 'month', when: '每月5日 09:00，遇休顺延', outlets: [] })
    await at('2026-10-09 09:00')
    expect(made).toEqual([])
    await at('2026-10-12 09:00')
    expect(made).toEqual(['month 2026-10-05'])
  })

  test("by the wall clock of the zone it names, for the day that is over in the city then; without one by the city's", async () => {
    now = local('2026-11-20 16:00')
    const plan = await plans.create(anna, { ...daily, zone: 'europe/berlin', outlets: [] })
    expect([
      plan.zone,
      plan.next,
      (await plans.create(anna, { ...daily, when: '每月1日 09:00', outlets: [] })).zone,
    ]).toEqual(['Europe/Berlin', '2026-11-21T08:00:00+01:00', 'Asia/Shanghai'])
    await at('2026-11-21 14:59')
    expect(made).toEqual([])
    await at('2026-11-21 15:00')
    await at('2026-11-22 14:59')
    expect(made).toEqual(['day 2026-11-21'])
    expect((await mine()).find(({ id }) => id === plan.id)).toMatchObject({
      next: '2026-11-22T08:00:00+01:00',
      runs: [{ at: '2026-11-21T08:00:00+01:00', state: 'done' }],
    })
    await expect(plans.create(anna, { ...daily, zone: 'Mars/Olympus', outlets: [] })).rejects.toMatchObject({
      problem: { type: '/problems/unknown-zone', field: 'zone' },
    })
    await plans.act(anna, plan.id, 'pause')
    await at('2026-11-23 14:00')
    await plans.act(anna, plan.id, 'resume')
    made = []
    await at('2026-11-23 15:00')
    expect(made).toEqual(['day 2026-11-23'])
  })

  test.each([
    [
      'an hour that is skipped',
      'America/New_York',
      '2026-03-07 10:00',
      '每日 02:30',
      ['2026-03-08 01:59', '2026-03-08 03:00', '2026-03-08 03:31', '2026-03-09 01:00'],
      ['day 2026-03-08'],
    ],
    [
      'an hour that comes twice',
      'America/New_York',
      '2026-10-31 10:00',
      '每日 01:30',
      ['2026-11-01 01:30', '2026-11-01 01:45', '2026-11-01 02:10'],
      ['day 2026-11-01'],
    ],
  ])('%s makes it come once', async (_, name, from, when, looks, expected) => {
    zone = name
    now = local(from)
    await restart()
    await plans.create(anna, { ...daily, when, outlets: [] })
    for (const look of looks) await at(look)
    // The hour again, an hour later by the sun.
    await pass(60)
    expect(made).toEqual(expected)
  })
})

describe('what fails', () => {
  test('is tried again later and later, says why, and is given up; the next one comes all the same', async () => {
    await plans.create(anna, { ...daily, outlets: [] })
    fault = () => {
      throw new Refused(problem(400, 'x', '指标没有数据', { hint: '请检查数源' }))
    }
    await at('2026-11-21 08:00')
    expect((await mine())[0]!.runs[0]).toMatchObject({
      state: 'waiting',
      attempts: 1,
      problem: '指标没有数据；请检查数源',
      next: '2026-11-21T08:01:00+08:00',
    })
    await pass(0.5)
    expect((await mine())[0]!.runs[0]!.attempts).toBe(1)
    for (const minutes of [1, 5, 30, 120, 360]) await pass(minutes)
    expect((await mine())[0]!.runs[0]).toMatchObject({ state: 'failed', attempts: 6, next: null })
    fault = () => undefined
    await at('2026-11-22 08:00')
    expect(made).toEqual(['day 2026-11-22'])
  })

  test('works at a later attempt, over a restart too', async () => {
    await plans.create(anna, { ...daily, outlets: [] })
    fault = () => {
      throw new Error('disk')
    }
    await at('2026-11-21 08:00')
    await restart()
    fault = () => undefined
    await pass(1)
    expect((await mine())[0]!.runs[0]).toMatchObject({ state: 'done', attempts: 2, problem: null })
  })

  test('need not wait for the next attempt where somebody asks for it at once', async () => {
    await plans.create(anna, { ...daily, outlets: [] })
    fault = () => {
      throw new Error('disk')
    }
    await at('2026-11-21 08:00')
    fault = () => undefined
    await pass(0)
    expect(made).toEqual([])
    const [plan] = await mine()
    expect(plan!.actions).toContain('retry')
    await plans.act(anna, plan!.id, 'retry')
    await pass(0)
    expect(made).toEqual(['day 2026-11-21'])
    expect((await mine())[0]!.actions).not.toContain('retry')
  })

  test('and was given up can be asked for again by hand; the next one overtakes what still waits', async () => {
    await plans.create(anna, { ...daily, outlets: [] })
    fault = () => {
      throw new Error('disk')
    }
    await at('2026-11-21 08:00')
    for (const minutes of [1, 5, 30, 120, 360]) await pass(minutes)
    const [plan] = await mine()
    expect(plan!.actions).toContain('retry')
    fault = () => undefined
    await plans.act(anna, plan!.id, 'retry')
    await pass(0)
    expect(made).toEqual(['day 2026-11-21'])
    fault = () => {
      throw new Error('disk')
    }
    await at('2026-11-22 08:00')
    fault = () => undefined
    await at('2026-11-23 08:00')
    expect(made).toEqual(['day 2026-11-21', 'day 2026-11-23'])
    expect((await mine())[0]!.runs[1]).toMatchObject({ state: 'failed', problem: '编制时出现意外错误；已由下一期代替' })
  })

  test('an owner whose account or right is gone stops the plan, in words', async () => {
    await plans.create(anna, { ...daily, outlets: [] })
    people.delete('anna')
    await at('2026-11-21 08:00')
    await at('2026-11-22 08:00')
    expect(made).toEqual([])
    expect(await mine(steward)).toMatchObject([
      {
        state: 'paused',
        paused: { by: '系统', words: '所属人员的账号已停用，或已没有导出权限' },
        next: null,
        runs: [{ state: 'failed' }],
      },
    ])
  })

  test('who was anonymised is named nowhere in their plans: not as who paused one, nor in the reason a run failed for', async () => {
    const { id } = await plans.create(anna, { ...daily, outlets: [] })
    fault = () => {
      throw new Refused(problem(403, 'not-allowed', '周思远没有这里的权限'))
    }
    await at('2026-11-21 08:00')
    await plans.act(anna, id, 'pause')
    expect(JSON.stringify(await mine(steward)).match(/周思远/g)).toHaveLength(3)
    former.set('anna', '离职人员 0a1b2c')
    const [plan] = await mine(steward)
    expect(plan).toMatchObject({
      owner: '离职人员 0a1b2c',
      paused: { by: '离职人员 0a1b2c', words: '' },
      runs: [{ problem: '离职人员 0a1b2c没有这里的权限' }],
    })
    expect(JSON.stringify(plan)).not.toContain('周思远')
  })
})

describe('what is made goes out', () => {
  test('to each place, one that does not answer again and again without keeping the others waiting', async () => {
    await plans.create(steward, { ...daily, outlets: ['share', 'mail'] })
    let calls = 0
    lost = () => {
      calls += 1
      if (calls === 1) throw new Error('没有写入文件夹')
    }
    await at('2026-11-21 08:00')
    expect(sent).toEqual(['mail issue-1'])
    expect((await mine(steward))[0]!.runs[0]!.deliveries).toMatchObject([
      { title: '去处share', state: 'waiting', problem: '没有写入文件夹', next: '2026-11-21T08:01:00+08:00' },
      { title: '去处mail', state: 'done' },
    ])
    await restart()
    await pass(1)
    expect([sent, made]).toEqual([['mail issue-1', 'share issue-1'], ['day 2026-11-21']])
  })

  test('only on the word of somebody who may configure', async () => {
    await expect(plans.create(anna, { ...daily, outlets: ['mail'] })).rejects.toThrow('需要配置权限')
    await expect(plans.create(steward, { ...daily, outlets: ['nowhere'] })).rejects.toThrow('没有送达去处')
    expect([(await plans.list(anna)).outlets, (await plans.list(steward)).outlets.map(({ id }) => id)]).toEqual([
      [],
      ['share', 'mail'],
    ])
  })
})

describe('people', () => {
  test('pause and take up again; what came round meanwhile is not made', async () => {
    const { id } = await plans.create(anna, { ...daily, outlets: [] })
    expect((await plans.act(anna, id, 'pause'))!.plan).toMatchObject({
      state: 'paused',
      paused: { by: '周思远' },
      next: null,
    })
    await at('2026-11-23 08:00')
    await plans.act(steward, id, 'resume')
    await pass(1)
    await at('2026-11-24 08:00')
    expect(made).toEqual(['day 2026-11-24'])
    await plans.act(anna, id, 'remove')
    expect(await mine()).toEqual([])
  })

  test('outside of it neither see it nor change it; colleagues see it', async () => {
    const { id } = await plans.create(steward, { ...daily, outlets: [] })
    expect([await mine(ben), await plans.act(ben, id, 'pause')]).toEqual([[], null])
    expect(await mine(anna)).toMatchObject([{ id, actions: [] }])
    await expect(plans.act(anna, id, 'pause')).rejects.toThrow('只有计划所属人员')
  })

  test('write a time that cannot be read and are told how', async () => {
    await expect(plans.create(anna, { ...daily, when: '每天早上', outlets: [] })).rejects.toMatchObject({
      problem: { field: 'when', hint: expect.stringContaining('每个工作日 08:00') },
    })
  })
})

describe('a template with a schedule', () => {
  const template = (schedule?: string, forRoot = true): Scheduled => ({
    template: { id: 'week', title: '周报', schedule },
    forRoot,
  })
  beforeEach(() => people.set('system', { ...anna, id: 'system' }))

  test('makes itself for the whole place from the day it is there, for everybody; it can be paused but not removed', async () => {
    scheduled = [template('每周一 08:30')]
    await pass(1)
    await at('2026-11-23 08:30')
    expect(told).toEqual(['everybody week 2026-11-23'])
    expect(await mine(steward)).toMatchObject([
      { id: 'standing:week', title: '周报', owner: '系统（按计划自动编制）', actions: ['pause'] },
    ])
  })

  test('that is changed changes the plan; one that is taken away takes it with it; one for another level has none', async () => {
    scheduled = [template('每周一 08:30')]
    await pass(1)
    scheduled = [template('每周二 09:00')]
    await at('2026-11-23 08:30')
    expect(made).toEqual([])
    await at('2026-11-24 09:00')
    expect(made).toEqual(['week 2026-11-24'])
    scheduled = [template()]
    await pass(1)
    expect(await mine(steward)).toEqual([])
    scheduled = [template('每周二 09:00', false)]
    await pass(1)
    expect(await mine(steward)).toEqual([])
  })
})
