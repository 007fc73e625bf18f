import { expect, test } from 'vitest'
import { deliverOwn } from '../../ingest/index.ts'
import { factTable } from '../../store/index.ts'
import { timeline } from '../testing/timeline.fixture.ts'
import { definitions, OFFICERS, type Town } from '../testing/town.fixture.ts'
import { createAlertFacts } from './publish.ts'

const HIGH = `
  - { id: t.high, title: 水位高, on: t.level, grain: day, level: village, bands: { yellow: { enter: ">= 20", exit: "< 15", for: 5m }, red: { enter: ">= 60", exit: "< 50" } }, tells: { yellow: [village], red: [village] } }`
const FED = `
datasets:
  - id: t.alert
    title: 预警经过
    owner: 系统
    kind: record
    fed_by: alerts
    key: [alert_id]
    time: started_at
    region: region_code
    columns:
${['alert_id', 'rule_id', 'title', 'theme', 'band', 'status'].map((name) => `      ${name}: { type: text, required: true }`).join('\n')}
      region_code: { type: region, required: true }
${['started_at', 'updated_at', 'told_at', 'read_at', 'acknowledged_at', 'acted_at', 'resolved_at'].map((name) => `      ${name}: { type: time }`).join('\n')}
      climbed: { type: integer }
      case_id: { type: text }
      counted: { type: boolean }
indicators:
  - { id: t.alerts, title: 预警数, meaning: 预警条数, from: t.alert, where: counted, value: { count: true }, grains: [day] }
`
const WHOLE = { reaches: [{ roots: ['d'], themes: 'all' as const, class: 'internal' as const }] }

const publisherOf = async ({ ledger, city }: Town) => {
  const catalog = await definitions(HIGH, FED)
  return createAlertFacts({
    ledger,
    catalog: () => catalog,
    clock: city.clock,
    deliver: deliverOwn(city.ingest, 'alerts', (_, rejects) => {
      throw new Error(JSON.stringify(rejects))
    }),
    failed: (error) => {
      throw error
    },
  })
}
const rows = ({ city }: Town): Promise<object[]> =>
  city.store.read(async (sql) =>
    (
      await sql.query(
        `select region_code, band, status, acted_at is not null as acted, resolved_at is not null as resolved, counted from ${factTable('t.alert')} where _superseded is null order by started_at`,
      )
    ).records(),
  )

test('an alert is one row from the moment it fires, whatever happens to it; what only pended never was one', async () =>
  timeline(await definitions(HIGH, FED), '10:00', '11:00')
    .at('10:01')
    .push({ v12: 30 })
    .at('10:03')
    .push({ v12: 5 })
    .at('10:05')
    .push({ v11: 70 })
    .between('10:05', '10:06')
    .expect('v11 fired red')
    .at('10:10')
    .run(async (town) => {
      await (await publisherOf(town)).publish()
      expect(await rows(town)).toEqual([
        { region_code: 'v11', band: '红', status: '未签收', acted: false, resolved: false, counted: true },
      ])
      const [alert] = await town.alerts.list({ states: ['firing'], region: 'd', limit: 9 }, WHOLE)
      await town.alerts.acknowledge(
        alert!.id,
        OFFICERS.find(({ id }) => id === 'v11')!,
        WHOLE,
      )
    })
    .at('10:20')
    .push({ v11: 5 })
    .between('10:20', '10:21')
    .expect('v11 resolved red')
    .tell(async (town) => {
      // Another start of the program goes on where the last one stopped.
      const publisher = await publisherOf(town)
      await publisher.publish()
      const version = town.city.store.version()
      await publisher.publish()
      await (await publisherOf(town)).publish()
      expect(town.city.store.version()).toBe(version)
      expect(await rows(town)).toEqual([
        { region_code: 'v11', band: '红', status: '已解除', acted: true, resolved: true, counted: true },
      ])
    }))

test('nobody else writes into what the program feeds, and the program into nothing else', async () =>
  timeline(await definitions(HIGH, FED), '10:00', '10:01').tell(async ({ city }) => {
    const submit = (dataset: string, feeder?: 'alerts' | 'cases') =>
      city.ingest.submit({
        dataset,
        source: 'x',
        feeder,
        contentType: 'application/json',
        stream: (async function* () {
          yield Buffer.from('[]')
        })(),
      })
    for (const feeder of [undefined, 'cases'] as const) {
      expect(await submit('t.alert', feeder)).toMatchObject({
        problem: { status: 409, type: '/problems/own-dataset', detail: expect.stringContaining('“预警经过”由系统') },
      })
    }
    expect(await submit('t.gauge', 'alerts')).toMatchObject({ problem: { status: 409 } })
  }))
