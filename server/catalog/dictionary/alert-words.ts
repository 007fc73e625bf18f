import type { AlertRule, AlertStep, Catalog, PlanStep } from '../model/index.ts'
import type { LevelTitle } from './indicator-words.ts'
import { BAND_WORDS, code, durationWords, grainWord } from './words.ts'

const ROLE_WORDS: Readonly<Record<string, string>> = {
  leader: '区领导',
  department: '部门',
  town: '镇街',
  village: '村社',
  supervisor: '督查',
  operator: '运维',
  analyst: '分析员',
  steward: '数据管理员',
  admin: '管理员',
  auditor: '审计',
  wall: '大屏',
  feed: '数据接口',
}

const SIGNS = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const

const stepWords =
  (silence: boolean) =>
  ({ band, enter, exit, forSeconds }: AlertStep): string => {
    const held = forSeconds > 0 ? `持续 ${durationWords(forSeconds)}` : '立即'
    return silence
      ? `${BAND_WORDS[band]}：静默超过 ${durationWords(enter.number)}`
      : `${BAND_WORDS[band]}：进入 ${SIGNS[enter.operator]} ${enter.number}（${held}），退出 ${SIGNS[exit.operator]} ${exit.number}`
  }

const toldWords = (rule: AlertRule, nameOf: (name: string) => string): string =>
  Object.entries(rule.tells)
    .map(([band, names]) => `${BAND_WORDS[band]}色告知${names.map(nameOf).join('、')}`)
    .join('；')

const subjectWords = ({ subject }: AlertRule, { indicators, datasets }: Catalog): string =>
  subject.kind === 'indicator'
    ? `指标“${indicators.get(subject.indicator)?.title ?? subject.indicator}” ${code(subject.indicator)}（按${grainWord(subject.grain)}）`
    : `数据资源“${datasets.get(subject.dataset)?.title ?? subject.dataset}” ${code(subject.dataset)} 的静默时长`

const inhibitionWords = ({ inhibitedBy }: AlertRule, { alerts }: Catalog): string =>
  [
    ...(inhibitedBy.parent ? ['上级区域的同一规则'] : []),
    ...inhibitedBy.rules.map((id) => `“${alerts.get(id)?.title ?? id}”`),
  ].join('、')

const caseWords = (id: string, { caseTypes }: Catalog): string => `“${caseTypes.get(id)?.title ?? id}” ${code(id)}`

const planStepWords = ({ who, does, withinSeconds, from }: PlanStep, number: number): string =>
  `${number}. ${from === null ? '' : `${BAND_WORDS[from]}色起，`}${who}${withinSeconds === null ? '' : `（${durationWords(withinSeconds)}内）`}：${does}`

/** One rule in sentences: what it watches, when it fires, whom it tells. */
export const alertRuleWords = (rule: AlertRule, catalog: Catalog, levelTitle: LevelTitle): string[] => {
  const nameOf = (name: string): string => ROLE_WORDS[name] ?? levelTitle(name)
  const silence = rule.subject.kind === 'silence'
  const plan = rule.plan === null ? null : (catalog.plans.get(rule.plan) ?? null)
  const muted = inhibitionWords(rule, catalog)
  return [
    `监视：${subjectWords(rule, catalog)}；时段：${rule.calendar.title}${rule.enabled ? '' : '；试行，不产生预警'}。`,
    ...[...rule.steps].map(([level, steps]) => `${levelTitle(level)}：${steps.map(stepWords(silence)).join('；')}。`),
    Object.keys(rule.tells).length > 0 && `告知：${toldWords(rule, nameOf)}。`,
    rule.climbs.length > 0
      && `升级：${rule.climbs.map(({ unreadSeconds, to }) => `${durationWords(unreadSeconds)}无人查看，告知${to.map(nameOf).join('、')}`).join('；')}。`,
    muted !== '' && `抑制：${muted}预警期间不另行告知。`,
    rule.opens
      && `处置：${BAND_WORDS[rule.opens.from]}色起立案${caseWords(rule.opens.case, catalog)}${rule.opens.handleWithinSeconds === null ? '' : `，限 ${durationWords(rule.opens.handleWithinSeconds)}办结`}。`,
    rule.advice && `建议：${rule.advice}`,
    plan && `预案：《${plan.title}》。${plan.steps.map((step, index) => planStepWords(step, index + 1)).join('')}`,
    rule.basis && `依据：${rule.basis}。`,
    `定义：${code(rule.origin.file)}。`,
  ].filter((line): line is string => typeof line === 'string')
}

/** The same as a section of the dictionary. */
export const alertWords = (rule: AlertRule, catalog: Catalog, levelTitle: LevelTitle): string =>
  [
    `#### ${rule.title} ${code(rule.id)}`,
    '',
    ...alertRuleWords(rule, catalog, levelTitle).map((line) => `- ${line}`),
  ].join('\n')
