import type { ChannelStatus } from '../remote/index.ts'
import { formatAgo, formatSpan } from '../lib/age.ts'
import { civilAt, formatClock } from '../lib/moment.ts'

/** The connection in words: a mark for the header, and a banner when what is shown may be old. */
interface ShownConnection {
  state: ChannelStatus['state']
  mark: string
  head: string
  detail: string
  banner: string | null
}

/** Says whether what is shown is live, and if not, of when it is. */
export const shownConnection = (
  { state, stamp, problem, view }: Pick<ChannelStatus, 'state' | 'stamp' | 'problem' | 'view'>,
  now: number,
  timeZone: string,
): ShownConnection => {
  const age = stamp?.dataAt ? `数据 ${formatAgo(stamp.dataAt, now)}` : '暂无数据'
  const shown =
    stamp && view ? `显示的是 ${formatClock(civilAt(Date.parse(stamp.asOf), timeZone))} 的数据` : '还没有可以显示的数据'
  switch (state) {
    case 'live':
      return { state, mark: '●', head: '实时', detail: age, banner: null }
    case 'connecting': {
      if (problem && problem.status !== 0)
        return { state, mark: '○', head: '已连接', detail: '画面没有打开', banner: null }
      return {
        state,
        mark: '○',
        head: '正在连接',
        detail: stamp ? age : '请稍候',
        banner: view || !problem ? null : `${problem.title}。${problem.detail ?? ''}`,
      }
    }
    case 'stale': {
      const silent = stamp ? formatSpan((now - Date.parse(stamp.asOf)) / 1000) : ''
      return {
        state,
        mark: '◆',
        head: '未更新',
        detail: `${silent}无消息`,
        banner: `服务器已有 ${silent}没有消息，${shown}`,
      }
    }
    case 'offline':
      return { state, mark: '▲', head: '已断开', detail: '自动重连中', banner: `连接已断开，${shown}，正在自动重连` }
  }
}
