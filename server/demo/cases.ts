import { CASE_PLOTS, STORIES, STORY_CASES, TASKS, tellPlot } from '../../fixtures/demo/index.ts'
import type { Cases, PastCase, PastStep } from '../cases/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { CaseParty } from '../contract/index.ts'
import { createWorkCalendar, roundTheClock, type Clock } from '../lib/index.ts'
import type { RegionNode, Regions } from '../regions/index.ts'
import { createDraw, type Draw } from './draw.ts'
import { nameFor, officer, person } from './names.ts'
import { inOfficeHours } from './office-hours.ts'
import { demoPeople } from './people.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PER_TOWN = 18
const OPEN_PER_TOWN = 4
const PAST_DAYS = 90

/**
 * `words` is drawn from apart, so that what is said changes nothing of what happens; `titles` are those that were used.
 */
interface Stage {
  regions: Regions
  catalog: () => Catalog
  draw: Draw
  words: Draw
  titles: Set<string>
  now: number
}

const checker = (town: RegionNode) =>
  person(`demo-${town.code}-2`, nameFor(`${town.code}7`), `${town.name}综合信息指挥室主任`)
const worker = (village: RegionNode) => person(`demo-${village.code}`, nameFor(village.code), `${village.name}网格员`)
const unit = ({ code, name }: RegionNode, post: string): CaseParty => ({
  kind: 'unit',
  id: code,
  name,
  post,
  region: code,
})
const DISTRICT = person('demo-dispatch', '施建明', '区督查室督查员')
const LEADER = person('demo-leader', '陈立言', '区领导')

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

const pointIn = ({ lon, lat }: RegionNode, draw: Draw): [number, number] | null =>
  lon === null || lat === null
    ? null
    : [Number((lon + (draw() - 0.5) * 0.008).toFixed(5)), Number((lat + (draw() - 0.5) * 0.007).toFixed(5))]

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

const MOST_TRIES = 50

/** What a plot says of a village, in words nothing else was called by. */
const plotOf = (
  [title, done]: readonly [string, string],
  village: RegionNode,
  { words, titles }: Stage,
): { title: string; done: string } => {
  let told = tellPlot(title, village.name, words)
  for (let tries = 0; titles.has(told) && tries < MOST_TRIES; tries += 1) told = tellPlot(title, village.name, words)
  titles.add(told)
  return { title: told, done: tellPlot(done, village.name, words) }
}

/** One everyday case; what would lie ahead of now has not happened yet. */
const everyday = (town: RegionNode, stage: Stage, open: boolean): PastCase[] => {
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

/** What lies on the phones of those one can sign in as: hours ago, and how far it went. */
const IN_HAND = [
  { hours: 0.4, did: 0 },
  { hours: 0.9, did: 2 },
  { hours: 5, did: 2 },
  { hours: 21, did: 3 },
  { hours: 120, did: 3 },
] as const

/** Something to take in, to sign for, to handle, and something late, in each village that has an account. */
const inHand = (stage: Stage): PastCase[] => {
  const { regions, words, now } = stage
  const villages = new Set(
    demoPeople(regions).flatMap(({ grants }) =>
      grants.filter(({ role }) => role === 'village' || role === 'field').map(({ region }) => region),
    ),
  )
  return [...villages].flatMap((code) =>
    IN_HAND.flatMap(({ hours, did }, index): PastCase[] => {
      const village = regions.get(code)
      const town = village && regions.get(village.parent ?? '')
      if (!village || !town) return []
      const type = TYPES[index % TYPES.length]!
      const { title } = plotOf(CASE_PLOTS[type]![Math.floor(words() * CASE_PLOTS[type]!.length)]!, village, stage)
      const at = now - hours * HOUR
      const on = (share: number): number => at + (now - at) * share
      const steps: PastStep[] = [
        { action: 'file', by: officer(town), at: on(0.1) },
        { action: 'dispatch', by: officer(town), at: on(0.2), to: unit(village, '村社') },
        { action: 'sign', by: worker(village), at: on(0.4) },
      ]
      return [
        {
          type,
          title,
          words: `群众来电：${title}，请尽快到现场核实处置`,
          region: code,
          point: pointIn(village, words),
          origin: { kind: 'feed', title: '群众来电', alert: null },
          by: worker(village),
          at,
          steps: steps.slice(0, did),
        },
      ]
    }),
  )
}

/** What the planted stories have set going. */
const storied = ({ regions, now }: Stage): PastCase[] =>
  STORY_CASES.flatMap(({ story, type, title, words, days, state, supervised }) => {
    const town = regions.get(STORIES[story].town)
    const village = town && regions.children(town.code)[0]
    if (!town || !village) return []
    const at = now - days * DAY
    const spread = (share: number): number => at + (now - at) * share
    const steps: PastStep[] = [
      { action: 'file', by: DISTRICT, at: spread(0.05) },
      { action: 'dispatch', by: DISTRICT, at: spread(0.1), to: unit(town, '镇街') },
    ]
    if (state !== 'dispatched') steps.push({ action: 'sign', by: officer(town), at: spread(0.2) })
    if (supervised !== undefined) steps.push({ action: 'supervise', by: LEADER, at: spread(0.6), words: supervised })
    if (state === 'feedback')
      steps.push({ action: 'feedback', by: worker(village), at: spread(0.9), words: '已按要求整改，请核查' })
    return [
      {
        type,
        title,
        words,
        region: town.code,
        point: pointIn(town, () => 0.5),
        origin: { kind: 'rule' as const, title: '预警规则', alert: null },
        by: person('rule', '预警规则', '自动'),
        at,
        steps,
      },
    ]
  })

/** Work-report tasks, livelihood projects, inspections and petitions. */
const tasks = ({ regions, catalog, now }: Stage): PastCase[] =>
  TASKS.flatMap(({ type, title, unit: id, words, gone, state, score, feedback }) => {
    const town = regions.get(id)
    const department = catalog().units.get(id)
    const to: CaseParty | null = town
      ? unit(town, '镇街')
      : department
        ? { kind: 'unit', id, name: department.title, post: '部门', region: regions.root.code }
        : null
    if (to === null) return []
    const at = now - 80 * DAY
    const by = person(`demo-${id}`, nameFor(`${String(title.length)}${String(gone * 1000)}`), `${to.name}办公室`)
    const steps: PastStep[] = [
      { action: 'file', by: DISTRICT, at: at + DAY },
      { action: 'dispatch', by: DISTRICT, at: at + 1.5 * DAY, to },
      { action: 'sign', by, at: at + 2 * DAY },
      {
        action: 'supervise',
        by: LEADER,
        at: at + 30 * DAY,
        words: gone > 1 ? '进度滞后，请说明原因并限期完成' : '按月报送进度',
      },
      ...(feedback === undefined
        ? []
        : [
            {
              action: state === 'handling' ? ('remark' as const) : ('feedback' as const),
              by,
              at: now - 5 * DAY,
              words: feedback,
            },
          ]),
    ]
    if (state === 'rated')
      steps.push(
        { action: 'verify', by: DISTRICT, at: now - 4 * DAY },
        { action: 'close', by: DISTRICT, at: now - 3.5 * DAY },
        { action: 'rate', by: LEADER, at: now - 3 * DAY, amount: score! },
      )
    return [
      {
        type,
        title,
        words,
        region: town?.code ?? regions.root.code,
        point: null,
        origin: { kind: 'hand' as const, title: words, alert: null },
        by: DISTRICT,
        at,
        due: at + (80 * DAY) / gone,
        steps,
      },
    ]
  })

/**
 * Gives an empty desk its past and its present: everyday cases of every town, those of the stories, and the supervised
 * tasks.
 */
export const fillCases = async (
  cases: Cases,
  { regions, catalog, clock }: { regions: Regions; catalog: () => Catalog; clock: Clock },
): Promise<number> => {
  const stage: Stage = {
    regions,
    catalog,
    draw: createDraw(20_261),
    words: createDraw(31_337),
    titles: new Set(),
    now: clock.local(),
  }
  const towns = regions.children(regions.root.code).filter(({ kind }) => kind === 'place')
  const past = towns.flatMap((town) =>
    Array.from({ length: PER_TOWN + OPEN_PER_TOWN }, (_, index) => everyday(town, stage, index >= PER_TOWN)).flat(),
  )
  const week = catalog().worktimes.get('office')?.week
  const calendar = week ? createWorkCalendar(week) : roundTheClock
  const official = [...storied(stage), ...tasks(stage)].map((one) => inOfficeHours(one, calendar))
  return cases.restore([...past, ...official, ...inHand(stage)].sort((a, b) => a.at - b.at))
}
