import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cellsQuerySchema } from '../../contract/index.ts'
import { createCity, loadDefinitions, local, node, smallTree, WHOLE } from '../../indicators/testing/city.ts'
import { panelOf } from './indicator.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../../indicators/testing/metrics', import.meta.url)))

test('places of one bucket stand in their order, equal ones on one rank, a statistical zone on none', async () => {
  const regions = smallTree([
    node('d', null, 'district'),
    ...['t1', 't2', 't3'].map((code) => node(code, 'd', 'town')),
    node('z1', 'd', 'town', 'zone'),
  ])
  const city = await createCity(catalog, regions, () => local('2025-02-12 10:30'))
  try {
    const given: [string, number][] = [
      ['z1', 9],
      ['t1', 5],
      ['t2', 3],
      ['t3', 3],
    ]
    const rows = given.flatMap(([region, count]) =>
      Array.from({ length: count }, (_, at) => ({
        id: `${region}-${at}`,
        at: '2025-02-11 08:00:00',
        region,
        kind: 'a',
      })),
    )
    await city.deliver('t.case', rows)
    const { panel } = await panelOf(
      { indicators: city.indicators, catalog: () => catalog, regions, clock: city.clock, scope: WHOLE },
      't.count',
      cellsQuerySchema.parse({ region: 'd', children: 'true', grain: 'day', from: '2025-02-11', to: '2025-02-11' }),
    )
    const shown = panel.kind === 'ranking' ? panel.rows : []
    expect(shown.map(({ rank, name, figure }) => [rank, name, figure.cell.value])).toEqual([
      [1, 't1', 5],
      [2, 't2', 3],
      [2, 't3', 3],
    ])
  } finally {
    await city.close()
  }
})
