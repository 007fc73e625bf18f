import { bucketTick, bucketTitle, type Cell, type Grain } from '../../contract/index.ts'
import { parseLocal, shift, startOf } from '../../lib/index.ts'
import type { Block } from '../document/model.ts'
import { drawChart, type Course } from '../draw/index.ts'
import { readPinned, type Pin } from '../table/index.ts'
import type { SpecialAsk } from './grammar.ts'
import type { Subject } from './subject.ts'
import { lookedAt, noteAll, pinThen, watchedBy, type ThenDeps } from './then.ts'

const ROOM_BEFORE = 14
const ROOM_AFTER = 7
/** Points after the beginning a drawing has room for. */
const MOST_AFTER = 72

/**
 * The last bucket of the course: a little past the end of what goes on, and never past now; what lasts too long for one
 * drawing is shown from its beginning.
 */
export const lastShown = (
  grain: Grain,
  bucket: number,
  { ended, now }: { ended: number | null; now: number },
): number => {
  const wanted = Math.max(shift(grain, bucket, ROOM_AFTER), shift(grain, startOf(grain, ended ?? now), 1))
  return Math.min(wanted, shift(grain, bucket, MOST_AFTER), startOf(grain, now))
}

/**
 * The course as it was known at the moment it began, up to there, and as it is known now: from there on, and before
 * where that has changed since.
 */
export const twoCourses = (
  began: number,
  then: readonly Pick<Cell, 'value'>[],
  now: readonly Pick<Cell, 'value'>[],
): Course[] => {
  const values = now.map(({ value }) => value)
  const corrected = then.some(({ value }, at) => at < began && value !== values[at])
  const before: Course = { name: '触发时', style: 'present', values: now.map((_, at) => then[at]?.value ?? null) }
  const since: Course = {
    name: '编制时',
    style: 'past',
    values: values.map((value, at) => (corrected || at >= began ? value : null)),
  }
  return [before, since]
}

/**
 * The watched indicator before and after, with the line it crossed and when; the numbers of the moment it began are
 * those of the tables.
 */
export const courseAround = async (
  deps: ThenDeps,
  subject: Subject,
  { caption, count }: SpecialAsk,
): Promise<Block[]> => {
  const watched = watchedBy(subject)
  if (!watched) return []
  const { indicator, grain } = watched
  const bucket = startOf(grain, lookedAt(subject))
  const { resolved } = subject.alert!.info
  const first = shift(grain, bucket, -(count ?? ROOM_BEFORE))
  const last = lastShown(grain, bucket, {
    ended: resolved === null ? null : parseLocal(deps.clock.zone, resolved),
    now: deps.pin.at,
  })
  const read = async (until: number, pin: Pin): Promise<Cell[]> => {
    const cells = await readPinned(
      deps.indicators,
      { indicator: indicator.id, regions: [subject.region], grain, first, last: until },
      deps.scope,
      pin,
    )
    noteAll(deps, { indicator, grain, pin }, cells)
    return cells
  }
  const [then, cells] = [await read(bucket, await pinThen(deps, subject)), await read(last, deps.pin)]
  const line = subject.alert!.threshold?.number ?? null
  const began = deps.clock.zone.format(bucket)
  const place = cells.findIndex(({ bucket: at }) => at === began)
  const drawn = drawChart({
    shape: 'line',
    unit: indicator.unit,
    decimals: indicator.decimals,
    ticks: cells.map(({ bucket: at }) => bucketTick(at, grain)),
    courses: [
      ...twoCourses(place, then, cells),
      ...(line === null ? [] : [{ name: '预警线', style: 'limit' as const, values: cells.map(() => line) }]),
    ],
    mark: { at: place, words: `触发 ${bucketTitle(began, grain).replace(/^\d+年/, '')}` },
  })
  return [{ kind: 'chart', caption, ...drawn }]
}
