import type {
  exportBodySchema,
  IssueInfo,
  JobInfo,
  PlanAction,
  PlanBody,
  PlanInfo,
  PlansAnswer,
  ReportFormat,
  ReportsAnswer,
} from '../../server/contract/index.ts'
import type { z } from 'zod'
import { queryOf, type Answer, type Ask } from './request.ts'

/** A report for a place and a period, or of an alert or a case; an empty period is the last one that is over. */
export interface ReportQuestion {
  template: string
  region: string
  period: string
  alert?: string
  case?: string
}

/** Reports and the jobs that make files. */
export interface ReportsApi {
  templates: (signal?: AbortSignal) => Promise<Answer<ReportsAnswer>>
  /** The report as a page of its own; makes no issue. */
  preview: (question: ReportQuestion, signal?: AbortSignal) => Promise<Answer<string>>
  run: (question: ReportQuestion, format: ReportFormat) => Promise<Answer<JobInfo>>
  /** A table of several indicators as a job. */
  take: (body: z.input<typeof exportBodySchema>) => Promise<Answer<JobInfo>>
  /** The reader's own jobs, newest first. */
  jobs: (signal?: AbortSignal) => Promise<Answer<{ jobs: JobInfo[] }>>
  cancel: (job: string) => Promise<Answer<JobInfo>>
  issues: (signal?: AbortSignal) => Promise<Answer<{ issues: IssueInfo[] }>>
  /** Reports that make themselves. */
  plans: (signal?: AbortSignal) => Promise<Answer<PlansAnswer>>
  createPlan: (body: PlanBody) => Promise<Answer<PlanInfo>>
  actOnPlan: (plan: string, action: PlanAction) => Promise<Answer<{ plan: PlanInfo | null }>>
}

/** Reports over the given way of asking. */
export const createReportsApi = (ask: Ask): ReportsApi => {
  const of = (template: string): string => `/api/v1/reports/${encodeURIComponent(template)}`
  return {
    templates: (signal) => ask.get('/api/v1/reports', signal),
    preview: ({ template, ...rest }, signal) => ask.page(`${of(template)}/preview${queryOf(rest)}`, signal),
    run: ({ template, ...rest }, format) =>
      ask.post(`${of(template)}/runs`, {
        format,
        ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
      }),
    take: (body) => ask.post('/api/v1/exports', body),
    jobs: (signal) => ask.get('/api/v1/jobs', signal),
    cancel: (job) => ask.remove(`/api/v1/jobs/${encodeURIComponent(job)}`),
    issues: (signal) => ask.get('/api/v1/reports/issues', signal),
    plans: (signal) => ask.get('/api/v1/reports/plans', signal),
    createPlan: (body) => ask.post('/api/v1/reports/plans', body),
    actOnPlan: (plan, action) => ask.post(`/api/v1/reports/plans/${encodeURIComponent(plan)}/actions`, { action }),
  }
}
