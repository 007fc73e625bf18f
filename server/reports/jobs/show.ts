import type { JobInfo } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import { isOver, type JobRecord } from './record.ts'

/** A job as its owner is told of it; `progress` = how far it is while it is under way. */
export const jobInfo = (job: JobRecord, progress: number, { zone, now }: Clock): JobInfo => {
  const { id, kind, title, makes, restarted, createdAt, expiresAt, file, problem, issue } = job
  const state = isOver(job, now()) ? 'expired' : job.state
  const moment = (at: number): string => zone.format(zone.toLocal(at))
  return {
    id,
    kind,
    title,
    state,
    problem,
    issue,
    format: makes?.format ?? null,
    rows: makes?.rows ?? null,
    progress: state === 'done' ? 1 : progress,
    ...(restarted ? { restarted } : {}),
    createdAt: moment(createdAt),
    expiresAt: expiresAt === null ? null : moment(expiresAt),
    file: file && state === 'done' ? { ...file, url: `/api/v1/jobs/${id}/file` } : null,
  }
}
