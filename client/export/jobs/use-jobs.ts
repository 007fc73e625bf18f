import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { JobInfo, Problem } from '../../../server/contract/index.ts'
import { useRemote } from '../../stores/index.ts'
import { underWay } from './words.ts'

const POLL_MS = 800

/** The reader's jobs, watched while one is under way; `ended` is told once of each that comes to its end. */
interface Watched {
  jobs: ShallowRef<JobInfo[]>
  problem: ShallowRef<Problem | null>
  read: () => Promise<void>
  cancel: (id: string) => Promise<void>
}

export const useJobs = (ended: (job: JobInfo) => void): Watched => {
  const { api } = useRemote()
  const [jobs, problem] = [shallowRef<JobInfo[]>([]), shallowRef<Problem | null>(null)]
  let running: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const read = async (): Promise<void> => {
    clearTimeout(timer)
    running?.abort()
    const mine = (running = new AbortController())
    const result = await api.reports.jobs(mine.signal).catch(() => null)
    if (running !== mine || result === null) return
    problem.value = 'problem' in result ? result.problem : null
    if ('value' in result) {
      const moving = new Set(jobs.value.filter(underWay).map(({ id }) => id))
      jobs.value = result.value.jobs
      for (const job of jobs.value) if (moving.has(job.id) && !underWay(job)) ended(job)
    }
    if (jobs.value.some(underWay)) timer = setTimeout(() => void read(), POLL_MS)
  }
  const cancel = async (id: string): Promise<void> => {
    const result = await api.reports.cancel(id)
    await read()
    if ('problem' in result) problem.value = result.problem
  }
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
    running = null
  })
  void read()
  return { jobs, problem, read, cancel }
}
