import type { Indicator, Simulation } from '../../catalog/index.ts'
import type {
  Compared,
  RegionCode,
  Scope,
  SimulatedPlace,
  SimulationAnswer,
  SimulationInfo,
  SimulationRun,
} from '../../contract/index.ts'
import { bandOf, mayReadTheme, problem, Refused, regionOf, type FullReading } from '../../indicators/index.ts'
import { bucketsBetween, shift, startOf } from '../../lib/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import { placesOf, type AnalysisDeps } from '../context.ts'
import { backtest, BACKTEST_DAYS, LEARNED } from './backtest.ts'
import { calibrate, FEWEST_DAYS, type Joint, type Queue } from './history/calibrate.ts'
import { readHistory, upTo } from './history/series.ts'
import { asItIs, leverage, turn } from './levers.ts'
import { fanOf, LEVEL, together } from './queue/fan.ts'
import { createRunner } from './queue/runs.ts'

/** Queues that can be simulated, and simulating them. */
export interface WhatIf {
  list: (scope: Scope) => SimulationInfo[]
  /** Throws `Refused` for what is unknown to the reader. */
  run: (id: string, request: SimulationRun, scope: Scope) => Promise<SimulationAnswer>
}

const RUNS = 60
const SHOWN = 28
const PERCENT = 100

const infoOf = ({ id, title, theme, level, arrivals, backlog, joint, staff }: Simulation): SimulationInfo => ({
  id,
  title,
  theme,
  level,
  arrivals,
  backlog,
  joint: joint !== null,
  staff,
})

const unknown = (id: string): Refused =>
  new Refused(
    problem(404, 'unknown-simulation', `没有推演 ${id}`, { field: 'id', hint: '可用的推演见 GET /api/v1/simulations' }),
  )

const compare = (indicator: Indicator, asIs: readonly number[][], turned: readonly number[][]): Compared => {
  const [before, after] = [fanOf(asIs), fanOf(turned)]
  const difference = Number((after.mid.at(-1)! - before.mid.at(-1)!).toPrecision(12))
  return {
    asIs: before,
    turned: after,
    difference,
    tone: difference === 0 ? 'even' : difference > 0 === (indicator.better === 'higher') ? 'good' : 'bad',
  }
}

interface Stood {
  node: RegionNode
  queue: Queue
}

const notesOf = (
  { unlimited, places, queues }: { unlimited: number; places: readonly RegionNode[]; queues: readonly Stood[] },
  levelTitle: string,
): string[] => {
  const without = places.filter(({ code }) => queues.every(({ node }) => node.code !== code)).map(({ name }) => name)
  return [
    `按近 ${LEARNED} 天的来件、在办件和办理时长推算每处的在办能力；来件从过去同一星期几的实际件数中抽取，办理用时按指数分布抽取。`,
    ...(unlimited > 0
      ? [
          `${unlimited} 个${levelTitle}近期从未出现因人手不足而排队，其在办能力取历史最高在办件数：增加人手不会更快，减少人手的影响可能被高估。`,
        ]
      : []),
    ...(without.length > 0 ? [`数据不足 ${FEWEST_DAYS} 天或近期没有来件，未推演：${without.join('、')}。`] : []),
  ]
}

/** Simulations over the indicators' own numbers. */
export const createWhatIf = ({ indicators, catalog, regions, clock }: AnalysisDeps): WhatIf => {
  const run = createRunner()

  const placesFor = (simulation: Simulation, region: RegionCode): RegionNode[] => {
    const node = regions.get(region)!
    const places = node.level === simulation.level ? [node] : placesOf(regions, region, simulation.level)
    if (places.length === 0)
      throw new Refused(
        problem(400, 'no-queue', `${node.name}没有${levelTitle(simulation.level)}一级的队列`, {
          field: 'region',
          hint: '请选择上级区域',
        }),
      )
    return places
  }
  const levelTitle = (level: string): string => regions.levels.find(({ id }) => id === level)?.title ?? level
  const staffOf = ({ staff }: Simulation, region: RegionCode): number | null => {
    const count =
      staff && regions.levels.some(({ id }) => id === staff.level) ? regions.descendants(region, staff.level).length : 0
    return count > 0 ? count : null
  }
  /** Share and length of cases of several units over the last whole month; of the whole where a place has none. */
  const jointsOf = async (
    reading: FullReading,
    { joint }: Simulation,
    codes: readonly RegionCode[],
    bucket: number,
  ): Promise<Joint[]> => {
    const none = { share: 0, ratio: 1 }
    if (!joint) return codes.map(() => none)
    const read = async (indicator: string): Promise<(number | null)[]> =>
      (await reading.cells({ indicator, regions: codes, grain: 'month', first: bucket, last: bucket })).map(
        ({ value }) => value,
      )
    const [share, long, short] = [await read(joint.share), await read(joint.hours), await read(joint.alone)]
    return codes.map((_, index) => {
      const [part, several, one] = [share[index], long[index], short[index]]
      return part == null || several == null || one == null || one === 0 || several === 0
        ? none
        : { share: part / PERCENT, ratio: several / one }
    })
  }

  return {
    list: (scope) => [...catalog().simulations.values()].filter(({ theme }) => mayReadTheme(scope, theme)).map(infoOf),
    run: (id, { region: written, days, seed, levers }, scope) =>
      indicators.reading(scope, async (reading) => {
        const simulation = catalog().simulations.get(id)
        if (!simulation || !mayReadTheme(scope, simulation.theme)) throw unknown(id)
        const region = regionOf(regions, scope, written, simulation.theme)
        const places = placesFor(simulation, region)
        const today = startOf('day', reading.now)
        const [last, codes] = [shift('day', today, -1), places.map(({ code }) => code)]
        const histories = await readHistory(reading, simulation, codes, {
          first: shift('day', last, 1 - BACKTEST_DAYS),
          last,
        })
        const joints = await jointsOf(
          reading,
          simulation,
          [...codes, region],
          shift('month', startOf('month', reading.now), -1),
        )
        const queues = histories.flatMap((history, index): Stood[] => {
          const queue = calibrate(upTo(history, BACKTEST_DAYS, LEARNED), joints[index]!)
          return queue ? [{ node: places[index]!, queue }] : []
        })
        if (queues.length === 0)
          throw new Refused(
            problem(409, 'too-short-a-past', `历史不足 ${FEWEST_DAYS} 天，还不能推演`, {
              field: 'region',
              hint: '请稍后再试，或选择上级区域',
            }),
          )
        const indicator = catalog().indicators.get(simulation.backlog)!
        const running = { runs: RUNS, days, seed }
        const ran: { place: SimulatedPlace; asIs: number[][]; turned: number[][] }[] = []
        for (const { node, queue } of queues) {
          const persons = staffOf(simulation, node.code)
          const lever = turn(queue, levers, persons)
          const [asIs, turned] = [await run(asItIs(queue), running), await run(lever.turned, running)]
          const compared = compare(indicator, asIs, turned)
          const staff = persons === null || lever.persons === null ? null : { asIs: persons, turned: lever.persons }
          ran.push({
            asIs,
            turned,
            place: {
              region: node.code,
              name: node.name,
              now: queue.open,
              ...compared,
              ...leverage(queue, lever.turned, staff),
              band: bandOf(indicator, compared.turned.mid.at(-1)!, { level: node.level, grain: 'day', target: null }),
            },
          })
        }
        const known = queues.map(({ node }) => histories.find((history) => history.region === node.code)!)
        const before = bucketsBetween('day', shift('day', last, 1 - SHOWN), last)
        const share = joints.at(-1)!.share * PERCENT
        return {
          simulation: infoOf(simulation),
          region,
          version: reading.version,
          asOf: reading.asOf,
          seed,
          runs: RUNS,
          level: LEVEL,
          levers,
          days: bucketsBetween('day', today, shift('day', today, days - 1)).map((day) => clock.zone.format(day)),
          past: before.map((day, index) => ({
            bucket: clock.zone.format(day),
            value: known.reduce<number | null>((sum, { backlog }) => {
              const value = backlog.at(index - SHOWN) ?? null
              return value === null ? sum : (sum ?? 0) + value
            }, null),
          })),
          total: compare(indicator, together(ran.map(({ asIs }) => asIs)), together(ran.map(({ turned }) => turned))),
          places: ran.map(({ place }) => place),
          joint: simulation.joint && share > 0 ? { asIs: share, turned: levers.joint ?? share } : null,
          backtest: await backtest(histories, joints, run, seed),
          notes: notesOf(
            { unlimited: queues.filter(({ queue }) => queue.unlimited).length, places, queues },
            levelTitle(simulation.level),
          ),
        }
      }),
  }
}
