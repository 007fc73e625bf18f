import { randomUUID } from 'node:crypto'
import {
  bucketTitle,
  onlyThemes,
  type IssueInfo,
  type Person,
  type RegionCode,
  type ReportFormat,
  type Scope,
} from '../contract/index.ts'
import { bucketOf, mayCount, mayRead, mayReadTheme, problem, Refused, regionOf } from '../indicators/index.ts'
import { shift, startOf } from '../lib/index.ts'
import type { Issue, IssueRecord } from './archive/index.ts'
import { findSubject, type Subject, type SubjectDeps } from './special/index.ts'
import { indicatorsOf, writeReport, type CasesOf, type Template, type WriteDeps } from './template/index.ts'
import { named } from './export/index.ts'

/** What is to be written: a report for a place and a period. */
export interface RunRequest {
  template: string
  region?: string | undefined
  /**
   * Any moment in the period; without one, the last period that was over `at` this moment (local ms, now unless said
   * otherwise).
   */
  period?: string | undefined
  at?: number | undefined
  /** What a special report is about. */
  alert?: string | undefined
  case?: string | undefined
  format: ReportFormat
}

export interface IssueDeps extends WriteDeps, SubjectDeps {
  templates: () => Promise<{ templates: Template[] }>
}

/** A report that may be written: its place and period are fixed. */
interface Admitted {
  template: Template
  region: RegionCode
  bucket: number
  title: string
  themes: string[]
  subject: Subject | null
}

const unknown = (id: string): Refused =>
  new Refused(problem(404, 'unknown-report', `没有报告 ${id}`, { hint: '可用的报告见 GET /api/v1/reports' }))

/** Themes a reader of the report must have. */
export const themesOf = (
  { catalog }: Pick<WriteDeps, 'catalog'>,
  template: Template,
  subject: Subject | null = null,
): string[] => {
  const { indicators } = catalog()
  return [
    ...new Set([
      ...(subject?.themes ?? []),
      ...indicatorsOf(template).flatMap((id) => indicators.get(id)?.theme ?? []),
    ]),
  ].sort()
}

const checkLevel = ({ regions }: WriteDeps, { title, levels }: Template, region: RegionCode): void => {
  if (levels.length === 0 || levels.includes(regions.get(region)?.level ?? '')) return
  const names = levels.flatMap((id) => regions.levels.find((one) => one.id === id)?.title ?? []).join('、')
  throw new Refused(
    problem(400, 'wrong-level', `${title}不为这一级区域编写`, { field: 'region', hint: `可用层级：${names}` }),
  )
}

/** Says whether a report may be written for a place and period, and what it will be called. Throws `Refused`. */
export const admitIssue = async (
  deps: IssueDeps,
  person: Person,
  scope: Scope,
  request: RunRequest,
): Promise<Admitted> => {
  const template = (await deps.templates()).templates.find(({ id }) => id === request.template)
  // Before its place is looked at: otherwise words about the place tell that there is such a report.
  if (!template || !themesOf(deps, template).every((theme) => mayReadTheme(scope, theme)))
    throw unknown(request.template)
  const { clock, regions } = deps
  const subject = template.subject === 'alert' ? await findSubject(deps, request, person, scope) : null
  const region = subject?.region ?? regionOf(regions, scope, request.region)
  checkLevel(deps, template, region)
  const themes = themesOf(deps, template, subject)
  if (!themes.every((theme) => mayRead(regions, scope, region, theme))) throw unknown(request.template)
  const local = clock.local()
  const bucket = subject
    ? startOf(template.grain, subject.at)
    : request.period === undefined
      ? shift(template.grain, startOf(template.grain, request.at ?? local), -1)
      : bucketOf(clock, template.grain, request.period, 'period')
  if (bucket > local) throw new Refused(problem(400, 'future-period', '统计期还没有开始', { field: 'period' }))
  const of = subject ? `“${subject.title}”` : ''
  return {
    template,
    region,
    bucket,
    themes,
    subject,
    title: `${regions.get(region)?.name ?? region}${of}${template.title}（${bucketTitle(clock.zone.format(bucket), template.grain)}）`,
  }
}

/** Themes of which an issue may tell numbers that are kept from who may not see the rows. */
const countedIn = (
  { catalog, regions }: WriteDeps,
  scope: Scope,
  { template, subject, region }: Admitted,
): string[] => {
  const { indicators, datasets } = catalog()
  const named = [
    ...indicatorsOf(template).flatMap((id) => indicators.get(id) ?? []),
    ...(subject?.alert?.indicator ? [subject.alert.indicator] : []),
  ]
  const personal = named
    .flatMap((one) => one.datasets)
    .filter((id) => {
      const dataset = datasets.get(id)
      return (
        dataset?.class === 'personal'
        || (dataset?.type === 'derived' && datasets.get(dataset.from)?.class === 'personal')
      )
    })
  return [...new Set(personal.map((id) => datasets.get(id)!.theme))].filter((theme) =>
    mayCount(regions, scope, region, theme),
  )
}

/** Writes an admitted report from the state of the data now. */
export const writeIssue = async (
  deps: IssueDeps,
  person: Pick<Person, 'name' | 'post'>,
  scope: Scope,
  admitted: Admitted,
): Promise<Issue> => {
  const { template, region, bucket, title, themes, subject } = admitted
  const { clock, indicators, catalog } = deps
  const local = clock.local()
  const { version, asOf } = await indicators.reading(scope, (reading) => Promise.resolve(reading))
  const made = clock.zone.format(local)
  const pin = { version, asOf, at: Math.floor(local / 60_000) * 60_000 + 59_999 }
  // Whoever may open the issue reads these themes here, and so may see the cases of them.
  const cases: CasesOf = (queue, limit) => deps.cases.tasks({ region, queue, limit }, onlyThemes(scope, themes))
  const document = await writeReport(deps, {
    template,
    scope,
    region,
    bucket,
    pin,
    made,
    exporter: person,
    subject,
    cases,
  })
  const { name, post } = person
  return {
    document,
    record: {
      id: randomUUID(),
      template: template.id,
      title,
      region,
      grain: template.grain,
      bucket,
      themes,
      counted: countedIn(deps, scope, admitted),
      version,
      asOf,
      definitions: catalog().revision,
      made,
      name,
      post,
      plan: null,
      data: true,
      ...(subject ? { subject: { alert: subject.alert?.info.id ?? null, case: subject.case?.id ?? null } } : {}),
    },
  }
}

/**
 * Whether an issue may be opened: everything it speaks of, at its place, and told to who may be told as much as its
 * writer.
 */
export const mayOpenIssue = (
  { regions }: Pick<WriteDeps, 'regions'>,
  scope: Scope,
  { region, themes, counted = [] }: Pick<IssueRecord, 'region' | 'themes' | 'counted'>,
): boolean =>
  mayRead(regions, scope, region)
  && themes.every((theme) => mayRead(regions, scope, region, theme))
  && counted.every((theme) => mayCount(regions, scope, region, theme))

/** An issue as the archive shows it. */
export const issueInfo = (
  { regions, clock }: Pick<WriteDeps, 'regions' | 'clock'>,
  issue: IssueRecord,
  fresh: boolean,
): IssueInfo => ({
  id: issue.id,
  template: issue.template,
  title: issue.title,
  region: issue.region,
  regionName: regions.get(issue.region)?.name ?? issue.region,
  grain: issue.grain,
  period: bucketTitle(clock.zone.format(issue.bucket), issue.grain),
  version: issue.version,
  asOf: issue.asOf,
  madeAt: issue.made,
  madeBy: named(issue),
  definitions: issue.definitions,
  automatic: issue.plan !== null,
  fresh,
  urls: {
    docx: `/api/v1/reports/issues/${issue.id}/file.docx`,
    pdf: `/api/v1/reports/issues/${issue.id}/file.pdf`,
    html: `/api/v1/reports/issues/${issue.id}/file.html`,
    xlsx: issue.data === true ? `/api/v1/reports/issues/${issue.id}/file.xlsx` : null,
  },
})
