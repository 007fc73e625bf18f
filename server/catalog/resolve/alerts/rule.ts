import { createHash } from 'node:crypto'
import { ROLES, type Grain } from '../../../contract/index.ts'
import type { AlertRule, AlertSubject, Calendar, Indicator } from '../../model/index.ts'
import { suggestion } from '../../nearest.ts'
import type { Definition } from '../../reading/definition.ts'
import type { Path } from '../../reading/place.ts'
import type { AlertDefinition } from '../../schema/index.ts'
import { themeOf, useDataset, useIndicator, type Desk } from '../context.ts'
import { ALWAYS } from './calendar.ts'
import { ALERT_BANDS, linesOf, resolveSteps, scaleOf, type Lines } from './steps.ts'

/** What a rule may ask about beside datasets and indicators. */
interface AlertDesk extends Desk {
  calendars: ReadonlyMap<string, Calendar>
  planIds: readonly string[]
  ruleIds: readonly string[]
  caseTypes: readonly string[]
}

interface Watched {
  subject: AlertSubject
  indicator: Indicator | null
}

const grainOf = ({ grain }: AlertDefinition, indicator: Indicator, { report }: Desk): Grain => {
  if (grain === undefined || indicator.grains.includes(grain)) return grain ?? indicator.grain
  report.add(['grain'], `指标 ${indicator.id} 没有 ${grain} 粒度；可用的有：${indicator.grains.join('、')}`)
  return indicator.grain
}

const watchedOf = async (written: AlertDefinition, desk: Desk): Promise<Watched | null> => {
  const { on, silence } = written
  if ((on === undefined) === (silence === undefined)) {
    desk.report.add(
      [],
      on === undefined ? '缺少 on（看哪个指标）或 silence（看哪个数据资源）' : 'on 和 silence 只能写一个',
    )
    return null
  }
  if (on !== undefined) {
    const indicator = await useIndicator(on, desk, ['on'])
    return (
      indicator && {
        subject: { kind: 'indicator', indicator: indicator.id, grain: grainOf(written, indicator, desk) },
        indicator,
      }
    )
  }
  const dataset = await useDataset(silence!, desk, ['silence'])
  return dataset && { subject: { kind: 'silence', dataset: dataset.id }, indicator: null }
}

const list = <T>(one: T | T[] | undefined): T[] => (one === undefined ? [] : ([one].flat() as T[]))

const checkNamed = (names: readonly string[], { levels, report }: Desk, path: Path): void => {
  const known = [...ROLES, ...levels]
  for (const name of names)
    if (levels.length > 0 && !known.includes(name))
      report.add(path, `没有岗位或区域层级 ${name}${suggestion(name, known)}`)
}

const checkLevels = (names: readonly string[], { levels, report }: Desk, path: Path): void => {
  for (const name of names)
    if (levels.length > 0 && !levels.includes(name)) report.add(path, `没有区域层级 ${name}${suggestion(name, levels)}`)
}

const checkBands = ({ bands, on }: AlertDefinition, { report }: Desk): void => {
  const written = ALERT_BANDS.filter((band) => bands[band])
  if (written.length === 0) report.add(['bands'], '至少要写一级')
  for (const band of written) {
    if (on !== undefined && bands[band]!.after !== undefined)
      report.add(['bands', band, 'after'], 'after 只用于 silence；指标写 enter', { key: true })
    if (on === undefined && (bands[band]!.enter ?? bands[band]!.exit) !== undefined)
      report.add(['bands', band], 'silence 写 after: 30m，不写 enter、exit')
    if (on === undefined && bands[band]!.after === undefined)
      report.add(['bands', band], '缺少 after：静默多久算这一级')
  }
}

const inhibitionOf = (written: AlertDefinition, { ruleIds, report }: AlertDesk): AlertRule['inhibitedBy'] => {
  const named = list(written.inhibited_by)
  const rules = named.filter((name) => name !== 'parent')
  for (const rule of rules) {
    if (rule === written.id) report.add(['inhibited_by'], '规则不能抑制自己；上级区域写 parent')
    else if (!ruleIds.includes(rule))
      report.add(['inhibited_by'], `没有规则 ${rule}${suggestion(rule, [...ruleIds, 'parent'])}`)
  }
  return { parent: named.includes('parent'), rules }
}

const calendarOf = ({ calendar }: AlertDefinition, { calendars, report }: AlertDesk): Calendar => {
  if (calendar === ALWAYS.id) return ALWAYS
  const found = calendars.get(calendar)
  if (!found) report.add(['calendar'], `没有日历 ${calendar}${suggestion(calendar, ['always', ...calendars.keys()])}`)
  return found ?? ALWAYS
}

const tellsOf = (written: AlertDefinition, desk: Desk): AlertRule['tells'] =>
  Object.fromEntries(
    ALERT_BANDS.flatMap((band) => {
      const names = list(written.tells[band])
      checkNamed(names, desk, ['tells', band])
      if (names.length > 0 && !written.bands[band]) desk.report.add(['tells', band], '这一级没有写在 bands 里')
      return names.length > 0 ? [[band, names]] : []
    }),
  )

const climbsOf = (written: AlertDefinition, desk: Desk): AlertRule['climbs'] =>
  list(written.climbs).map(({ unread, to }) => {
    checkNamed(list(to), desk, ['climbs'])
    return { unreadSeconds: unread, to: list(to) }
  })

const opensOf = ({ opens, bands }: AlertDefinition, { caseTypes, report }: AlertDesk): AlertRule['opens'] => {
  if (opens === undefined) return null
  if (!caseTypes.includes(opens.case))
    report.add(['opens', 'case'], `没有事件类型 ${opens.case}${suggestion(opens.case, caseTypes)}`)
  return {
    case: opens.case,
    handleWithinSeconds: opens.handle_within ?? null,
    from: opens.from ?? ALERT_BANDS.findLast((band) => bands[band]) ?? 'red',
  }
}

const planOf = ({ plan }: AlertDefinition, { planIds, report }: AlertDesk): string | null => {
  if (plan !== undefined && !planIds.includes(plan))
    report.add(['plan'], `没有预案 ${plan}${suggestion(plan, planIds)}`)
  return plan ?? null
}

const silenceLines: Lines = () => null

/**
 * A rule checked against what it watches, whom it names and what mutes it; `null` with everything wrong in the report.
 */
export const resolveRule = async (
  written: AlertDefinition,
  { place }: Definition,
  desk: AlertDesk,
): Promise<AlertRule | null> => {
  const theme = themeOf(written.id, desk)
  const levels = list(written.level)
  checkLevels(levels, desk, ['level'])
  checkBands(written, desk)
  if (written.group) checkLevels([written.group.by], desk, ['group', 'by'])
  const watched = await watchedOf(written, desk)
  if (watched === null) return null
  const { subject, indicator } = watched
  const steps = new Map(
    levels.map((level) => [
      level,
      resolveSteps(written, indicator ? linesOf(indicator, level) : silenceLines, level, desk.report),
    ]),
  )
  const { id, title, advice = null, basis = null, enabled } = written
  const rule = {
    id,
    title,
    theme,
    advice,
    plan: planOf(written, desk),
    basis,
    subject,
    scale: scaleOf(written, indicator, desk.report),
    steps,
    recoverSeconds: written.recover ?? null,
    calendar: calendarOf(written, desk),
    inhibitedBy: inhibitionOf(written, desk),
    group: written.group ? { by: written.group.by, waitSeconds: written.group.wait } : null,
    tells: tellsOf(written, desk),
    climbs: climbsOf(written, desk),
    opens: opensOf(written, desk),
    enabled,
  }
  const version = createHash('sha256')
    .update(JSON.stringify({ ...rule, steps: [...steps] }))
    .digest('hex')
    .slice(0, 12)
  return { ...rule, version, origin: { file: place.file, line: place.line, yaml: place.yaml } }
}
