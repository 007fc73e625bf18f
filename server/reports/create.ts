import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Person } from '../contract/index.ts'
import { createArchive, createInbox } from './archive/index.ts'
import { DOCUMENT_FORMATS, type PhotoOf } from './document/index.ts'
import { EXPORTERS } from './export/index.ts'
import { push } from './export/sink.ts'
import { mayReadTheme, reachedBy, Refused } from '../indicators/index.ts'
import { admitIssue, issueInfo, mayOpenIssue, themesOf, writeIssue, type IssueDeps, type RunRequest } from './issues.ts'
import { createJobs, type JobRecord, type Made, type Making } from './jobs/index.ts'
import { createPlanning } from './planning.ts'
import type { ExportRequest, Reports, ReportsDeps } from './reports.ts'
import { createReleases } from './releases/index.ts'
import { prepareTable, type TableRequest } from './table/index.ts'
import { loadTemplates } from './template/index.ts'
import { writeTable } from './write-table.ts'

const ISSUES_SHOWN = 200

/** Exports and reports over a ledger. `ready` brings its tables up to date and takes up what was under way. */
export const createReports = (deps: ReportsDeps): Reports => {
  const { catalog, scopeFor, clock } = deps
  const archive = createArchive(deps.ledger)
  const inbox = createInbox(deps.ledger)
  const issueDeps: IssueDeps = { ...deps, templates: () => loadTemplates(deps.metrics, catalog()) }
  const plans = createPlanning({ deps, issueDeps, archive, inbox })
  const tableRequest = (person: Person, { indicators, query, format }: ExportRequest): TableRequest => ({
    person,
    scope: scopeFor(person),
    indicators,
    parameters: query,
    format,
  })

  /** Photos as this person may see them. */
  const photosFor =
    (person: Person): PhotoOf =>
    async (id) => {
      try {
        return await readFile((await deps.cases.photo(id, { person, scope: scopeFor(person) })).file)
      } catch (error) {
        if (error instanceof Refused || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    }

  const makeTable = async ({ person, request }: JobRecord, { sink, progress, spool }: Making): Promise<Made> => {
    const asked = request as ExportRequest
    const table = await prepareTable(deps, { ...tableRequest(person, asked), spool })
    await writeTable(table, asked.format, sink, (rows) => progress(rows / Math.max(1, table.rows)))
    const { extension, mime } = EXPORTERS[asked.format]
    return { name: `${table.name}.${extension}`, mime, issue: null }
  }
  const makeReport = async ({ person, request }: JobRecord, { sink, progress }: Making): Promise<Made> => {
    const asked = request as RunRequest
    const scope = scopeFor(person)
    const issue = await writeIssue(issueDeps, person, scope, await admitIssue(issueDeps, person, scope, asked))
    progress(0.5)
    const { extension, mime, render } = DOCUMENT_FORMATS[asked.format]
    await push(sink, await render(issue.document, photosFor(person)))
    await archive.add(issue)
    return { name: `${issue.record.title}.${extension}`, mime, issue: issue.record.id }
  }
  const releaseOf = ({ request }: Pick<JobRecord, 'request'>): string => (request as { release: string }).release
  const making: Record<JobRecord['kind'], (job: JobRecord, making: Making) => Promise<Made>> = {
    export: makeTable,
    report: makeReport,
    rows: (job, { sink }) => releases.make(job.person, releaseOf(job), sink),
  }
  const jobs = createJobs({
    ...deps,
    folder: join(deps.files, 'jobs'),
    keptMs: deps.filesKeptMs,
    make: (job, how) => making[job.kind](job, how),
  })
  const releases = createReleases({
    ...deps,
    startJob: (person, title, { id, format, rows }) =>
      jobs.start(person, { kind: 'rows', title, request: { release: id }, makes: { format, rows } }),
  })

  /** A file that lies ready is not for somebody who could not ask for it any more. */
  const stillMay = async (person: Person, { kind, request }: JobRecord): Promise<unknown> =>
    kind === 'rows'
      ? releases.admit(person, releaseOf({ request }))
      : kind === 'export'
        ? prepareTable(deps, tableRequest(person, request as ExportRequest))
        : admitIssue(issueDeps, person, scopeFor(person), request as RunRequest)

  return {
    ready: async () => {
      await archive.ready()
      await inbox.ready()
      await plans.ready()
      await releases.ready()
      await jobs.ready()
      await releases.resume()
    },
    prepare: (request) => prepareTable(deps, request),
    write: writeTable,
    jobs,
    file: async (person, id) => {
      const found = jobs.done(person, id)
      if (found) await stillMay(person, found.job)
      return found?.path ?? null
    },
    startExport: async (person, request) => {
      const { name, rows } = await prepareTable(deps, tableRequest(person, request))
      return jobs.start(person, { kind: 'export', title: name, request, makes: { format: request.format, rows } })
    },
    startReport: async (person, request) => {
      const { title } = await admitIssue(issueDeps, person, scopeFor(person), request)
      return jobs.start(person, { kind: 'report', title, request, makes: { format: request.format, rows: null } })
    },
    preview: async (person, request) => {
      const scope = scopeFor(person)
      const { document, record } = await writeIssue(
        issueDeps,
        person,
        scope,
        await admitIssue(issueDeps, person, scope, request),
      )
      return { title: record.title, bytes: await DOCUMENT_FORMATS.html.render(document, photosFor(person)) }
    },
    templates: async (person) => {
      const { templates, problems } = await loadTemplates(deps.metrics, catalog())
      const scope = deps.scopeFor(person)
      const offered = templates.filter((template) =>
        themesOf(issueDeps, template).every((theme) => mayReadTheme(scope, theme)),
      )
      return {
        reports: offered.map(({ id, title, about, subject, grain, levels, schedule, zone }) => ({
          id,
          title,
          about,
          subject,
          grain,
          levels,
          schedule: schedule ?? null,
          zone: zone ?? null,
        })),
        // They name indicators of any theme.
        problems: (offered.length < templates.length ? [] : problems).map(({ file, line, message }) => ({
          file,
          line,
          message,
        })),
      }
    },
    issues: async (person) => {
      const scope = scopeFor(person)
      const fresh = await inbox.fresh(person.id)
      return (await archive.list(ISSUES_SHOWN, reachedBy(deps.regions, scope)))
        .filter((issue) => mayOpenIssue(deps, scope, issue))
        .map((issue) => issueInfo(deps, issue, fresh.has(issue.id)))
    },
    issue: async (person, id, format) => {
      const issue = await archive.get(id)
      if (!issue || !mayOpenIssue(deps, scopeFor(person), issue.record)) return null
      await inbox.opened(id, person.id, clock.now())
      return {
        title: issue.record.title,
        bytes: await DOCUMENT_FORMATS[format].render(issue.document, photosFor(person)),
      }
    },
    plans,
    releases,
    close: async () => {
      await plans.close()
      await jobs.close()
    },
  }
}
