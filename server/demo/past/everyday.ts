import { CASE_PLOTS, STORIES } from '../../../fixtures/demo/index.ts'
import type { PastCase, PastStep } from '../../cases/index.ts'
import type { CaseParty } from '../../contract/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import { officer } from '../names.ts'
import { DAY, HOUR, plotOf, pointIn, type Stage } from './stage.ts'
import { checker, unit, worker } from './staff.ts'

const PAST_DAYS = 90

/** Working hours are begun at nine; nights are slept through where nobody has to be woken. */
const awake = (at: number): number => {
  const hour = Math.floor((at % DAY) / HOUR)
  return hour < 8 ? at + (8 - hour) * HOUR : hour >= 18 ? at + (32 - hour) * HOUR : at
}

interface Course {
  town: RegionNode
  village: RegionNode
  start: number
  done: string
  slow: number
  helper: CaseParty | null
}

/** All steps of an everyday case, from the town's desk to the rating. */
const stepsOf = ({ town, village, start, done, slow, helper }: Course, { draw }: Stage): PastStep[] => {
  let at = start
  const after = (hours: number): number => (at = awake(at + hours * HOUR * (0.3 + draw())))
  const desk = officer(town)
  return [
    { action: 'file', by: desk, at: after(0.6) },
    { action: 'dispatch', by: desk, at: after(0.5), to: unit(village, '村社') },
    { action: 'sign', by: worker(village), at: after(1 * slow) },
    ...(helper === null ? [] : [{ action: 'cohandle' as const, by: desk, at, words: '请配合处置', to: helper }]),
    { action: 'feedback', by: worker(village), at: after(9 * slow), words: done },
    { action: 'verify', by: checker(town), at: after(4) },
    { action: 'close', by: desk, at: after(1) },
    { action: 'rate', by: checker(town), at: after(6), amount: draw() < 0.12 ? 3 : draw() < 0.4 ? 4 : 5 },
    { action: 'archive', by: desk, at: after(3) },
  ]
}

const TYPES = Object.keys(CASE_PLOTS)
const SOURCES = ['网格上报', '群众来电', '智能感知', '部门转办']
/** What comes by one way only. */
const OWN_SOURCES: Record<string, string> = { 'service.rectify': '好差评', 'governance.redo': '12345 回访' }

/** One case in four takes a department beside the village. */
const helperOf = ({ regions, catalog }: Stage, drawn: number): CaseParty | null => {
  const units = [...catalog().units.values()]
  const found = drawn < 0.25 ? units[Math.floor(drawn * 4 * units.length)] : undefined
  return found ? { kind: 'unit', id: found.id, name: found.title, post: '部门', region: regions.root.code } : null
}

/** One everyday case; what would lie ahead of now has not happened yet. */
export const everyday = (town: RegionNode, stage: Stage, open: boolean): PastCase[] => {
  const { regions, draw, now } = stage
  const villages = regions.children(town.code)
  const village = villages[Math.floor(draw() * villages.length)]
  if (!village) return []
  const type = TYPES[Math.floor(draw() ** 1.6 * TYPES.length)]!
  const plots = CASE_PLOTS[type]!
  const { title, done } = plotOf(plots[Math.floor(draw() * plots.length)]!, village, stage)
  const at = awake(now - (open ? draw() * 2 : 4 + draw() * PAST_DAYS) * DAY)
  // The town with the backlog is slow, and so is one case in eight anywhere.
  const slow = town.code === STORIES.backlog.town ? 3 : draw() < 0.12 ? 4 : 1
  const steps = stepsOf({ town, village, start: at, done, slow, helper: helperOf(stage, draw()) }, stage).filter(
    (step) => step.at <= now,
  )
  if (at > now) return []
  const drawn = SOURCES[Math.floor(draw() * SOURCES.length)]!
  const source = OWN_SOURCES[type] ?? drawn
  return [
    {
      type,
      title,
      words: `${source}：${title}，请尽快到现场核实处置`,
      region: village.code,
      point: pointIn(village, draw),
      origin: { kind: 'feed', title: source, alert: null },
      by: worker(village),
      at,
      steps,
    },
  ]
}
