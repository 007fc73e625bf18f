import type { Person, PlanInfo } from '../../contract/index.ts'
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
export const anna: Person = { id: 'anna', name: '周思远', post: '分析员', grants: grant('export') }
export const steward: Person = {
  id: 'steward',
  name: '傅文静',
  post: '数据管理员',
  grants: grant('export', 'configure'),
}
export const ben: Person = { id: 'ben', name: '旁人', post: '分析员', grants: [] }

const TREE = createRegions({
  nodes: [{ code: 'd', parent: null, level: 'district', name: '测试区', kind: 'place', from: null, to: null }] as never,
  levels: [{ id: 'district', title: '区县' }],
  source: 'test',
  outlines: {},
  topology: null,
  today: () => '2026-11-21',
})

type PlanWanted = Parameters<Plans['create']>[1]
const DAILY: PlanWanted = {
  template: 'day',
  region: 'd',
  when: '每日 08:00',
  format: 'docx',
  data: false,
  audience: 'owner',
  outlets: [],
}

export const nothing = (): void => undefined
export const broken = (): void => {
  throw new Error('disk')
}

/** A world as each test finds it: ten in the morning of 20 November 2026 in Shanghai, nothing made, nothing amiss. */
const fresh = () => ({
  zone: 'Asia/Shanghai',
  now: 0,
  /** What was made: the day each was for. */
  made: [] as string[],
  sent: [] as string[],
  told: [] as string[],
  people: new Map([anna, steward].map((one) => [one.id, one])),
  former: new Map<string, string>(),
  scheduled: [] as Scheduled[],
  /** What befalls whoever makes an issue, and whoever sends one. */
  fault: nothing,
  lost: nothing,
})

/** Plans over a real ledger; who makes, tells and sends is made up and does as the test says. */
export const createPlansWorld = () => {
  let ledger: Ledger
  let plans: Plans
  const world = fresh()

  const outlet = (id: string): Outlet => ({
    id,
    title: `去处${id}`,
    kind: 'folder',
    send: (parcel) => {
      world.lost()
      world.sent.push(`${id} ${parcel.title}`)
      return Promise.resolve()
    },
  })
  const deps = (): PlansDeps => {
    const clock = createClock(createZone(world.zone), () => world.now)
    return {
      ledger,
      clock,
      regions: TREE,
      outlets: [outlet('share'), outlet('mail')],
      root: 'd',
      calendar: () => null,
      isWorkday: (midnight) =>
        new Date(midnight).getUTCDay() % 6 !== 0 && !new Date(midnight).toISOString().includes('-10-0'),
      scheduled: () => Promise.resolve(world.scheduled),
      admit: (_, __, region) => Promise.resolve(region),
      maySee: (person) => person.grants.length > 0,
      mayManage: (person) => person.grants.some(({ actions }) => actions.includes('configure')),
      mayConfigure: (person) => person.grants.some(({ actions }) => actions.includes('configure')),
      ownerNow: ({ owner }) => world.people.get(owner.id) ?? null,
      formerName: (id) => world.former.get(id) ?? null,
      make: (plan, run) => {
        world.fault()
        const title = `${plan.template} ${new Date(inCity(plan, clock, run.nominal)).toISOString().slice(0, 10)}`
        world.made.push(title)
        return Promise.resolve({ record: { id: `issue-${world.made.length}`, title } } as unknown as Issue)
      },
      publish: (_, plan, issue) => {
        world.told.push(`${plan.audience} ${issue.record.title}`)
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
  }
  const start = async (): Promise<void> => {
    plans = createPlans(deps())
    await plans.ready()
  }
  /** A moment by the clock of the city. */
  const local = (text: string): number => createZone(world.zone).toInstant(Date.parse(`${text.replace(' ', 'T')}:00Z`))

  return Object.assign(world, {
    local,
    open: async (): Promise<void> => {
      ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
      Object.assign(world, fresh())
      world.now = local('2026-11-20 10:00')
      await start()
    },
    close: async (): Promise<void> => {
      await plans.close()
      await ledger.close()
    },
    /** Down and up again; the time may be another by then. */
    restart: async (): Promise<void> => {
      await plans.close()
      await start()
    },
    /** It is this moment in the city. */
    at: async (text: string): Promise<void> => {
      world.now = local(text)
      await plans.tick()
    },
    pass: async (minutes: number): Promise<void> => {
      world.now += minutes * 60_000
      await plans.tick()
    },
    /** A plan of somebody, every day at eight unless said otherwise. */
    add: (more: Partial<PlanWanted> = {}, person = anna): Promise<PlanInfo> =>
      plans.create(person, { ...DAILY, ...more }),
    act: (...asked: Parameters<Plans['act']>): ReturnType<Plans['act']> => plans.act(...asked),
    list: (person: Person): ReturnType<Plans['list']> => plans.list(person),
    mine: async (person = anna): Promise<PlanInfo[]> => (await plans.list(person)).plans,
  })
}
