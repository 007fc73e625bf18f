import { compileCatalog } from '../../catalog/load.ts'
import type { Catalog } from '../../catalog/index.ts'
import type { Person } from '../../contract/index.ts'
import { createCity, smallTree, WHOLE, type City } from '../../indicators/testing/city.ts'
import { createLedger, createProbe, type Ledger } from '../../store/index.ts'
import type { Message } from '../channels/types.ts'
import { createAlerts, type Alerts, type Channel } from '../index.ts'

/** One gauge per place: what was read last is its level. */
const BASE = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
worktimes:
  - { id: office, title: 上班, hours: ["08:30-12:00", "13:30-17:30"], years: { 2026: { off: ["10-01", "10-02"], on: ["10-10"] } } }
case_types:
  - { id: t.clearing, title: 清理, limits: { handle: 2d }, whole: 4d }
calendars:
  - { id: office, title: 工作时间, worktime: office }
  - { id: flood, title: 汛期, season: [04-15..10-15] }
datasets:
  - id: t.gauge
    title: 水位
    owner: 试验单位
    kind: reading
    key: [id, at]
    time: at
    region: region
    freshness: 2h
    columns:
      id: { type: text, required: true }
      at: { type: time, required: true }
      region: { type: region, required: true }
      level: { type: number, required: true }
indicators:
  - { id: t.level, title: 水位, meaning: 最近读数, unit: 米, better: lower, from: t.gauge, value: { latest: { of: level, per: id, across: max } }, grains: [hour, day], grain: day }
  - { id: t.readings, title: 读数, meaning: 读数个数, from: t.gauge, value: { count: true }, grains: [hour, day] }
`

/** The definitions of the little town with these alert rules, as YAML under `alerts:`. */
export const definitions = async (alerts: string, more = ''): Promise<Catalog> => {
  const probe = await createProbe()
  try {
    const catalog = await compileCatalog(
      [
        { file: 'town.yaml', text: BASE },
        { file: 'alerts.yaml', text: `alerts:\n${alerts}` },
        ...(more ? [{ file: 'more.yaml', text: more }] : []),
      ],
      { probe, regions: smallTree() },
    )
    if (catalog.problems.length > 0) throw new Error(JSON.stringify(catalog.problems))
    return catalog
  } finally {
    probe.close()
  }
}

const person = (id: string, role: Person['grants'][number]['role'], region: string): Person => ({
  id,
  name: `${role}@${region}`,
  post: role,
  grants: [{ role, region, themes: 'all', actions: ['aggregate', 'rows', 'handle', 'configure'] }],
})

/** One officer per place of the small tree. */
export const OFFICERS: readonly Person[] = [
  person('lead', 'leader', 'd'),
  person('dep', 'department', 'd'),
  person('t1', 'town', 't1'),
  person('t2', 'town', 't2'),
  person('v11', 'village', 'v11'),
  person('v12', 'village', 'v12'),
]

export interface Town {
  city: City
  alerts: Alerts
  ledger: Ledger
  /** What went wrong meanwhile. */
  faults: readonly unknown[]
  /** What left through the channel of a town that has one. */
  heard: readonly Message[]
  /** Stops judging and begins again on the same ledger. */
  restart: () => Promise<void>
  /**
   * From now on no transaction of the alerts reaches its end, as when the process is killed in its middle; facts still
   * come in.
   */
  crash: () => void
  /** So many of the alerts' next transactions fail, as when the disk is full for a while. */
  stumble: (times: number) => void
  /** True between a crash and the next restart. */
  isDown: () => boolean
  redefine: (catalog: Catalog) => Promise<void>
  close: () => Promise<void>
}

/** Facts, ledger and alerts in memory, with a clock that stands where it is put. */
export const createTown = async (
  first: Catalog,
  now: () => number,
  { channel = false }: { channel?: boolean } = {},
): Promise<Town> => {
  let catalog = first
  const regions = smallTree()
  const city = await createCity(catalog, regions, now)
  const ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  const faults: unknown[] = []
  const heard: Message[] = []
  const channels: Channel[] = channel
    ? [{ id: 'log', title: '记录', takes: () => true, cases: false, send: async (message) => void heard.push(message) }]
    : []
  let listening = true
  let life = { down: false }
  let stumbles = 0
  /** A ledger whose writing is cut off, at its last moment, once the process it belongs to is down. */
  const mortal = (mine: { down: boolean }): Ledger => ({
    ...ledger,
    write: (work) =>
      ledger.write(async (sql) => {
        const result = await work(sql)
        if (mine.down) throw new Error('killed')
        if (stumbles > 0 && stumbles--) throw new Error('stumbled')
        return result
      }),
  })
  const open = async (): Promise<Alerts> => {
    const mine = (life = { down: false })
    const alerts = await createAlerts({
      ledger: mortal(mine),
      channels,
      store: city.store,
      indicators: city.indicators,
      catalog: () => catalog,
      regions,
      clock: city.clock,
      scope: WHOLE,
      people: () => OFFICERS,
      pauseMs: 0,
      failed: (error) => {
        if (!mine.down) faults.push(error)
      },
    })
    await alerts.start()
    return alerts
  }
  const town: Town = {
    city,
    ledger,
    faults,
    heard,
    alerts: await open(),
    crash: () => void (life.down = true),
    stumble: (times) => void (stumbles = times),
    isDown: () => life.down,
    restart: async () => {
      listening = false
      await town.alerts.settled()
      town.alerts = await open()
      listening = true
    },
    redefine: async (next) => {
      catalog = next
      await town.alerts.redefined()
    },
    close: async () => {
      await town.alerts.settled()
      await city.close()
      await ledger.close()
    },
  }
  city.indicators.onChange((event) => listening && town.alerts.changed(event))
  return town
}
