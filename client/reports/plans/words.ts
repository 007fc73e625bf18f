import type { PlanInfo, PlanAction, PlanRunInfo, TryInfo } from '../../../server/contract/index.ts'

export const ACTION_WORDS: Record<PlanAction, string> = { pause: '暂停', resume: '恢复', retry: '重试', remove: '删除' }

const tried = ({ attempts, problem, next }: TryInfo, moment: (text: string) => string): string =>
  [
    problem ?? '',
    next !== null && attempts > 0 ? `${moment(next)} 再试` : '',
    attempts > 1 ? `已试 ${attempts} 次` : '',
  ]
    .filter(Boolean)
    .join('；')

/** How a run went: 11月21日 08:00 已编制，补作了此前漏掉的 3 次. */
export const runWords = (run: PlanRunInfo, moment: (text: string) => string): string => {
  const made = { done: '已编制', waiting: run.attempts === 0 ? '正在编制' : '还没有编成', failed: '没有编成' }[
    run.state
  ]
  const why = run.state === 'done' ? '' : tried(run, moment)
  return `${moment(run.at)} ${made}${run.state === 'done' && run.missed > 0 ? `（停机期间错过 ${run.missed} 次，只补这一期）` : ''}${why ? `：${why}` : ''}`
}

/** How a delivery went: 区委办信箱：已送达. */
export const deliveryWords = (
  delivery: PlanRunInfo['deliveries'][number],
  moment: (text: string) => string,
): string => {
  if (delivery.state === 'done') return `${delivery.title}：已送达`
  if (delivery.attempts === 0) return `${delivery.title}：正在送出`
  return `${delivery.title}：${delivery.state === 'failed' ? '没有送到' : '还没有送到'}：${tried(delivery, moment)}`
}

/** What somebody should look at. */
export const planTone = ({
  state,
  runs: [newest],
}: Pick<PlanInfo, 'state' | 'runs'>): 'ok' | 'paused' | 'late' | 'failed' => {
  if (state === 'paused') return 'paused'
  const tries = newest ? [newest, ...newest.deliveries] : []
  if (tries.some((one) => one.state === 'failed')) return 'failed'
  return tries.some((one) => one.state === 'waiting' && one.attempts > 0) ? 'late' : 'ok'
}
export const TONE_WORDS: Record<ReturnType<typeof planTone>, string> = {
  ok: '正常',
  paused: '已暂停',
  late: '正在重试',
  failed: '需要处理',
}

/** Where it goes: 在应用内告知有权限的人员、区委办信箱，附 Excel 数据. */
export const whereWords = ({ audience, outlets, data }: Pick<PlanInfo, 'audience' | 'outlets' | 'data'>): string =>
  `${[audience === 'everybody' ? '应用内告知有权限的人员' : '应用内告知本人', ...outlets].join('、')}${data && outlets.length > 0 ? '，附 Excel 数据' : ''}`
