import { withoutRows, type Person, type ReportFormat } from '../contract/index.ts'
import { mayRead } from '../indicators/index.ts'
import { createWorkCalendar, type WorkCalendar } from '../lib/index.ts'
import { can } from '../regions/index.ts'
import type { Archive, Inbox } from './archive/index.ts'
import { DOCUMENT_FORMATS } from './document/index.ts'
import { admitIssue, mayOpenIssue, themesOf, writeIssue, type IssueDeps } from './issues.ts'
import { createPlans, inCity, SYSTEM_OWNER, type PlanRecord, type Plans } from './plans/index.ts'
import type { ReportsDeps } from './reports.ts'
import { minute, named } from './export/index.ts'

const DAY = 86_400_000

/** What of an issue is sent out. */
const formatsOf = ({ format, data }: PlanRecord): ReportFormat[] => [
  format,
  ...(data === true ? ['xlsx' as const] : []),
]

interface Planning {
  deps: ReportsDeps
  issueDeps: IssueDeps
  archive: Archive
  inbox: Inbox
}

/** Makes plans act on reports: whose rights count, what is written, who is told. */
export const createPlanning = ({ deps, issueDeps, archive, inbox }: Planning): Plans => {
  const { catalog, clock, regions, scopeFor, audit, outlets = [], ledger, people, failed } = deps
  const root = regions.root.code
  const system: Person = {
    ...SYSTEM_OWNER,
    grants: [{ role: 'admin', region: root, themes: 'all', actions: ['aggregate', 'export'] }],
  }
  const ownerNow = ({ owner }: PlanRecord): Person | null => {
    const person = owner.id === system.id ? system : deps.personNow(owner.id)
    return person && can(regions, person, { action: 'export' }) ? person : null
  }
  let known: { of: unknown; calendar: WorkCalendar | null } | null = null
  const calendar = (): WorkCalendar | null => {
    if (known?.of !== catalog()) {
      const [first] = catalog().worktimes.values()
      known = { of: catalog(), calendar: first ? createWorkCalendar(first.week) : null }
    }
    return known!.calendar
  }
  const isWorkday = (midnight: number): boolean => calendar()?.between(midnight, midnight + DAY) !== 0
  const requestOf = ({ template, region, format }: PlanRecord, at?: number) => ({ template, region, format, at })
  const audience = (plan: PlanRecord, issue: Parameters<typeof mayOpenIssue>[2]): string[] =>
    plan.audience === 'owner'
      ? [plan.owner.id]
      : people()
          .filter((one) => mayOpenIssue(deps, scopeFor(one), issue))
          .map(({ id }) => id)
  /** What a plan speaks of; one whose report is gone might speak of anything. */
  const themes = new Map<string, string[]>()
  const spokenOf = ({ template }: Pick<PlanRecord, 'template'>): string[] =>
    themes.get(template) ?? catalog().themes.map(({ id }) => id)
  const scheduled = async () => {
    const { templates } = await issueDeps.templates()
    themes.clear()
    for (const template of templates) themes.set(template.id, themesOf(issueDeps, template))
    return templates.map((template) => ({
      template,
      forRoot: template.levels.length === 0 || template.levels.includes(regions.root.level),
    }))
  }

  return createPlans({
    formerName: deps.formerName,
    ledger,
    clock,
    regions,
    outlets,
    calendar,
    isWorkday,
    root,
    ownerNow,
    failed,
    scheduled,
    admit: async (person, template, region) =>
      (await admitIssue(issueDeps, person, scopeFor(person), { template, region, format: 'docx' })).region,
    maySee: (person, plan) => spokenOf(plan).every((theme) => mayRead(regions, scopeFor(person), plan.region, theme)),
    mayManage: (person, plan) =>
      spokenOf(plan).every((theme) =>
        (['configure', 'aggregate'] as const).every((action) =>
          can(regions, person, { action, region: plan.region, theme }),
        ),
      ),
    mayConfigure: (person, region) => can(regions, person, { action: 'configure', region }),
    make: async (plan, run, owner) => {
      const scope = plan.audience === 'everybody' ? withoutRows(scopeFor(owner)) : scopeFor(owner)
      const { document, record } = await writeIssue(
        issueDeps,
        owner,
        scope,
        await admitIssue(issueDeps, owner, scope, requestOf(plan, inCity(plan, clock, run.nominal))),
      )
      // Made once for the trial: what cannot be rendered must not stand in the archive as done.
      for (const format of formatsOf(plan)) await DOCUMENT_FORMATS[format].render(document)
      return { document, record: { ...record, plan: plan.id } }
    },
    publish: async (sql, plan, issue) => {
      await archive.put(sql, issue)
      await inbox.tell(sql, issue.record.id, audience(plan, issue.record), clock.now())
    },
    parcel: async (plan, run) => {
      const issue = await archive.get(run.issue!)
      if (!issue) throw new Error('这一期不在存档里')
      const { record, document } = issue
      // The moment it was made: a later issue of the same period stands beside it.
      const name = `${record.title}_${record.made.replace(/\D/g, '').slice(0, 14)}`
      const files = await Promise.all(
        formatsOf(plan).map(async (format) => {
          const { extension, mime, render } = DOCUMENT_FORMATS[format]
          return { name: `${name}.${extension}`, mime, bytes: await render(document) }
        }),
      )
      return {
        id: record.id,
        title: record.title,
        words: `${record.title}已按计划编制，见附件。\n数据截至 ${minute(record.asOf)}，版本号 ${record.version}。\n编制：${named(record)}`,
        files,
      }
    },
    note: async (plan, what) =>
      void (await audit.append({
        who: plan.owner.id,
        name: plan.owner.name,
        from: '',
        deed: 'export',
        what,
        outcome: 'done',
      })),
  })
}
