import { afterEach, describe, expect, test } from 'vitest'
import { loadCases, type NumberCase } from '../catalog/index.ts'
import type { Grain } from '../contract/index.ts'
import { startOf } from '../lib/index.ts'
import { createCity, local, loadDefinitions, METRICS, only, smallTree, WHOLE, type City } from './testing/city.ts'

const catalog = await loadDefinitions()
const { cases, problems } = await loadCases(METRICS)

let city: City | null = null
afterEach(async () => {
  await city?.close()
  city = null
})

const FAR_FUTURE = local('2031-01-01')

const check = async (one: NumberCase): Promise<void> => {
  let now = FAR_FUTURE
  city = await createCity(only(catalog, [one.indicator]), smallTree(), () => now)
  if (one.now) now = local(one.now)
  for (const [index, { dataset, rows, rejects }] of one.batches.entries()) {
    const receipt = await city.deliver(dataset, rows)
    expect(receipt.rejected, `batch ${index + 1} of ${dataset}: ${JSON.stringify(receipt.rejects)}`).toBe(rejects ?? 0)
  }
  for (const expected of one.expect) {
    const grain = expected.grain as Grain
    const bucket = startOf(grain, local(expected.bucket))
    const where = { indicator: one.indicator, grain, region: expected.region, bucket }
    const answer = await city.indicators.read(
      { ...where, regions: [expected.region], first: bucket, last: bucket },
      WHOLE,
    )
    const cell = answer.cells[0]!
    const seen = {
      value: cell.value === null ? null : Number(cell.value.toPrecision(9)),
      ...(expected.rows === undefined ? {} : { rows: cell.rows }),
      ...(expected.band === undefined ? {} : { band: cell.band }),
      ...(expected.stale === undefined ? {} : { stale: cell.stale }),
      ...(expected.coverage === undefined
        ? {}
        : { coverage: cell.coverage && [cell.coverage.reported, cell.coverage.expected] }),
    }
    const { region, grain: _, bucket: __, ...wanted } = expected
    const told = async (): Promise<string> => (await city!.indicators.explain(where, WHOLE)).sql
    const same =
      JSON.stringify(seen)
      === JSON.stringify({ ...wanted, value: wanted.value === null ? null : Number(wanted.value.toPrecision(9)) })
    expect(seen, same ? '' : `${region} ${expected.grain} ${expected.bucket}\n${await told()}`).toEqual({
      ...wanted,
      value: wanted.value === null ? null : Number(wanted.value.toPrecision(9)),
    })
  }
}

describe('worked examples', () => {
  test('all can be read', () => expect(problems).toEqual([]))

  test.for(cases.map((one) => [`${one.indicator}: ${one.name}`, one] as const))('%s', ([, one]) => check(one))

  test('every indicator has one', () => {
    const covered = new Set(cases.map((one) => one.indicator))
    expect([...catalog.indicators.keys()].filter((id) => !covered.has(id))).toEqual([])
  })
})
