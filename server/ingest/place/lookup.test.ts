import { expect, test } from 'vitest'
import { gist, openBench } from '../ingest.fixture.ts'

const DATASETS = `
datasets:
  - id: test.station
    title: 测站登记表
    owner: 测试
    kind: record
    key: [station]
    time: listed_at
    columns:
      station: { type: text, required: true }
      place: { type: text }
      listed_at: { type: time, required: true }
  - id: test.level
    title: 水位
    owner: 测试
    kind: reading
    key: [station, at]
    time: at
    region: { lookup: test.station, by: station, take: place }
    columns:
      station: { type: text, required: true }
      at: { type: time, required: true }
      level: { type: number }
`
const reading = (station: string, hour: number): string =>
  JSON.stringify({ station, at: `2026-11-01T0${hour}:00:00+08:00`, level: 1 })
const station = (id: string, place: string | null, day = 1): string =>
  JSON.stringify({ station: id, place, listed_at: `2026-01-0${day}` })

test('readings lie where the registry puts their station, and those it does not place are refused', async () => {
  const bench = await openBench({ datasets: DATASETS })
  try {
    await bench.send(
      'test.station',
      [station('A', '330109001'), station('B', '330108001'), station('C', null)].join('\n'),
    )
    expect(gist(await bench.send('test.level', ['A', 'B', 'C', 'D'].map((id) => reading(id, 1)).join('\n')))).toEqual({
      accepted: 1,
      rejects: [
        [2, 'station', 'B', '所在区域 330108001 在“萧山区”的区划树之外'],
        [3, 'station', 'C', '登记表“测站登记表”没有写明它的区域（place）'],
        [4, 'station', 'D', '登记表“测站登记表”中没有这个编号'],
      ],
    })
    expect(await bench.rows('test.level', 'station, _region')).toEqual([{ station: 'A', _region: '330109001' }])
  } finally {
    await bench.close()
  }
})

test('a registry that was corrected counts from then on', async () => {
  const bench = await openBench({ datasets: DATASETS })
  try {
    await bench.send('test.station', station('A', '330109001'))
    await bench.send('test.level', reading('A', 1))
    await bench.send('test.station', [station('A', '330109012', 2), station('D', '330109013')].join('\n'))
    await bench.send('test.level', [reading('A', 2), reading('D', 2)].join('\n'))
    expect(await bench.rows('test.level', 'station, hour("at") as hour, _region')).toEqual([
      { station: 'A', hour: 1, _region: '330109001' },
      { station: 'A', hour: 2, _region: '330109012' },
      { station: 'D', hour: 2, _region: '330109013' },
    ])
  } finally {
    await bench.close()
  }
})

test("of the stations of a wider city only those inside the tree are kept, and with the city's tree all", async () => {
  for (const [regions, accepted, outside] of [
    ['330109', 70, 72],
    ['3301', 142, 0],
  ] as const) {
    const bench = await openBench({ regions })
    try {
      expect(gist(await bench.file('environment.air_station', 'air-stations.csv'))).toEqual({
        accepted: 2,
        rejects: [],
      })
      const answer = await bench.file('environment.air_hourly', 'air-hourly.csv')
      if ('problem' in answer) throw new Error(answer.problem.title)
      const log = await bench.ingest.rejects(answer.receipt.batch, { offset: 0, limit: 1_000 })
      expect(answer.receipt.accepted).toBe(accepted)
      expect(log?.rejects.filter((one) => one.reason.includes('区划树之外')).length).toBe(outside)
      // The one hour that was sent twice.
      expect(log?.rejects.filter((one) => one.reason.includes('重复')).map((one) => one.row)).toEqual([143])
    } finally {
      await bench.close()
    }
  }
})
