import type { Catalog, Indicator } from '../../catalog/index.ts'
import { bucketTick, untoldWords, type Cell, type Grain, type Scope } from '../../contract/index.ts'
import type { Indicators } from '../../indicators/index.ts'
import { parseLocal, shift, startOf, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Used } from '../behind/index.ts'
import type { Block, TableBlock } from '../document/model.ts'
import { readPinned, type Pin } from '../table/index.ts'
import { changeMark, valueWords } from '../template/words.ts'
import type { SpecialAsk } from './grammar.ts'
import type { Subject } from './subject.ts'

/** `use` is told of every number that is shown. */
export interface ThenDeps {
  indicators: Indicators
  catalog: Catalog
  regions: Regions
  clock: Clock
  scope: Scope
  pin: Pin
  use: (used: Used) => void
}

const MOST_BESIDE = 8
const RECENT = 3
const MOST_PLACES = 10

/** What the alert watches and over which buckets; `null` = it watches no indicator. */
export const watchedBy = ({ alert }: Subject): { indicator: Indicator; grain: Grain } | null =>
  alert?.indicator ? { indicator: alert.indicator, grain: alert.info.grain ?? alert.indicator.grains[0]! } : null

/**
 * A moment in the bucket the alert was about: one dated to the very start of a bucket was found by looking back, in the
 * bucket that had just ended.
 */
export const lookedAt = (subject: Subject): number => {
  const watched = watchedBy(subject)
  return watched && startOf(watched.grain, subject.at) === subject.at ? subject.at - 1 : subject.at
}

/** The state of the data as the alert found it. */
export const pinThen = ({ indicators, scope, clock }: ThenDeps, subject: Subject): Promise<Pin> =>
  indicators.reading(scope, async ({ versionAt }) => ({
    version: await versionAt(subject.at),
    asOf: clock.zone.format(subject.at),
    at: Math.floor(lookedAt(subject) / 60_000) * 60_000 + 59_999,
  }))

/** What is watched and, unless the text names others, what is counted from the same rows. */
const besides = ({ catalog }: ThenDeps, watched: Indicator, grain: Grain, named: readonly string[]): Indicator[] => {
  const others =
    named.length > 0
      ? named.flatMap((id) => catalog.indicators.get(id) ?? [])
      : [...catalog.indicators.values()].filter(
          ({ theme, datasets }) => theme === watched.theme && datasets.some((id) => watched.datasets.includes(id)),
        )
  return [
    watched,
    ...others.filter(({ id, grains }) => id !== watched.id && grains.includes(grain)).slice(0, MOST_BESIDE),
  ]
}

const told = (indicator: Indicator, cell: Cell): string =>
  cell.suppressed ? untoldWords(cell) : cell.value === null ? '—' : valueWords(indicator, cell.value)

/** Tells of every one of these cells that it is shown. */
export const noteAll = (
  { regions, use }: ThenDeps,
  { indicator, grain, pin }: Pick<Used, 'indicator' | 'grain' | 'pin'>,
  cells: readonly Cell[],
): void => {
  for (const cell of cells)
    use({
      indicator,
      grain,
      pin,
      cell,
      member: null,
      region: { code: cell.region, name: regions.get(cell.region)?.name ?? cell.region },
    })
}

/** The running bucket of a moment, or where that holds nothing yet the newest of the last few: as rules see it. */
const newest = async (
  { indicators, scope }: ThenDeps,
  { region }: Subject,
  { id }: Indicator,
  { grain, pin }: { grain: Grain; pin: Pin },
): Promise<Cell> => {
  const running = startOf(grain, pin.at)
  const cells = await readPinned(
    indicators,
    {
      indicator: id,
      regions: [region],
      grain,
      first: shift(grain, running, 1 - RECENT),
      last: running,
      compare: ['yoy', 'pop'],
    },
    scope,
    pin,
  )
  return cells.findLast(({ value }) => value !== null) ?? cells.at(-1)!
}

/** Says of which bucket a number is where that is not the running one. */
const dated = ({ clock }: ThenDeps, words: string, cell: Cell, { grain, pin }: { grain: Grain; pin: Pin }): string =>
  cell.value === null || cell.bucket === clock.zone.format(startOf(grain, pin.at))
    ? words
    : `${words}（${bucketTick(cell.bucket, grain)}）`

/** The numbers at the moment it began, as they were known then, beside those of now. */
export const numbersThen = async (
  deps: ThenDeps,
  subject: Subject,
  { caption, indicators: named }: SpecialAsk,
): Promise<Block[]> => {
  const watched = watchedBy(subject)
  if (!watched) return []
  const { grain } = watched
  const then = await pinThen(deps, subject)
  const rows: string[][] = []
  for (const indicator of besides(deps, watched.indicator, grain, named)) {
    const [atThen, atNow] = [
      { grain, pin: then },
      { grain, pin: deps.pin },
    ]
    const [before, now] = [
      await newest(deps, subject, indicator, atThen),
      await newest(deps, subject, indicator, atNow),
    ]
    noteAll(deps, { indicator, ...atThen }, [before])
    noteAll(deps, { indicator, ...atNow }, [now])
    rows.push([
      indicator.title,
      dated(deps, told(indicator, before), before, atThen),
      changeMark(indicator, before, 'yoy'),
      changeMark(indicator, before, 'pop'),
      dated(deps, told(indicator, now), now, atNow),
    ])
  }
  // The last also says of when a value is that is not of the newest bucket.
  const columns = [
    { name: '指标', numeric: false, share: 1.8 },
    ...(
      [
        ['触发时', 1.1],
        ['同比', 1],
        ['环比', 1],
        ['编制时', 2.1],
      ] as const
    ).map(([name, share]) => ({ name, numeric: true, share })),
  ]
  return [{ kind: 'table', caption, columns, rows }]
}

/** Where it lay: the places below, worst first, as they were known at that moment. */
export const placesThen = async (
  deps: ThenDeps,
  subject: Subject,
  { caption, count }: SpecialAsk,
): Promise<Block[]> => {
  const watched = watchedBy(subject)
  const places = deps.regions.children(subject.region).filter(({ kind }) => kind === 'place')
  if (!watched || places.length === 0) return []
  const { indicator, grain } = watched
  const pin = await pinThen(deps, subject)
  const bucket = parseLocal(deps.clock.zone, (await newest(deps, subject, indicator, { grain, pin })).bucket)!
  const cells = await readPinned(
    deps.indicators,
    {
      indicator: indicator.id,
      regions: places.map(({ code }) => code),
      grain,
      first: bucket,
      last: bucket,
      compare: ['pop'],
    },
    deps.scope,
    pin,
  )
  noteAll(deps, { indicator, grain, pin }, cells)
  const falls = subject.alert!.threshold?.operator.startsWith('<') ?? false
  const ranked = cells
    .map((cell, at) => ({ cell, name: places[at]!.name }))
    .filter(({ cell }) => cell.value !== null)
    .sort((a, b) => (falls ? a.cell.value! - b.cell.value! : b.cell.value! - a.cell.value!))
  const table: TableBlock = {
    kind: 'table',
    caption,
    columns: [
      { name: '序号', numeric: true, share: 0.6 },
      { name: '区域', numeric: false, share: 1.6 },
      { name: `${indicator.title}（${indicator.unit}）`, numeric: true, share: 1.4 },
      { name: '环比', numeric: true, share: 1.2 },
    ],
    rows: ranked
      .slice(0, count ?? MOST_PLACES)
      .map(({ cell, name }, at) => [
        String(at + 1),
        name,
        valueWords({ ...indicator, unit: '' }, cell.value),
        changeMark(indicator, cell, 'pop'),
      ]),
  }
  return [table]
}
