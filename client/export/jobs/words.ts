import { formatNumber } from '../../lib/number.ts'
import type { JobInfo } from '../../../server/contract/index.ts'

const STATES: Record<JobInfo['state'], string> = {
  queued: '排队中',
  running: '生成中',
  done: '已完成',
  failed: '未能生成',
  cancelled: '已取消',
  expired: '文件已到期删除',
}
/** Where a job stands, in words. */
export const jobWords = ({ state, progress, problem, restarted, issue }: JobInfo): string =>
  state === 'expired'
    ? `${STATES.expired}，${issue === null ? '如仍需要请重新导出' : '可在往期存档再取'}`
    : state === 'running'
      ? [restarted ? '服务器重启后继续生成' : STATES.running, progress > 0 ? `${Math.floor(progress * 100)}%` : '']
          .filter(Boolean)
          .join(' ')
      : state === 'failed' && problem
        ? `${STATES.failed}：${problem}`
        : STATES[state]

const MADE: Record<NonNullable<JobInfo['format']>, string> = {
  docx: 'Word',
  xlsx: 'Excel',
  pdf: 'PDF',
  csv: 'CSV',
  parquet: 'Parquet',
  html: '网页',
}
/** What it makes, by which jobs of one title are told apart: `Excel · 12,480 行`; empty = not known. */
export const makesWords = ({ format, rows }: Pick<JobInfo, 'format' | 'rows'>): string =>
  [format === null ? '' : MADE[format], rows === null ? '' : `${formatNumber(rows, 0)} 行`].filter(Boolean).join(' · ')

/** Whether it will still move. */
export const underWay = ({ state }: Pick<JobInfo, 'state'>): boolean => state === 'queued' || state === 'running'

/** Those that stand in a short list, newest first: what still moves is always among them. */
export const newest = <T extends Pick<JobInfo, 'state'>>(jobs: readonly T[], most: number): T[] =>
  jobs.filter((job, at) => at < most || underWay(job))

const KIB = 1024
/** `38 KB`: a file's size to be judged, not counted. */
export const sizeWords = (bytes: number): string =>
  bytes < KIB * KIB ? `${Math.max(1, Math.round(bytes / KIB))} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`
