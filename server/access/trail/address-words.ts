import type { Names } from './names.ts'

type Say = (names: Names, id: string) => string

/** What lies at an address of the API; the first that fits. */
const PLACES: readonly [path: RegExp, say: Say][] = [
  [/^\/datasets\/([^/]+)\/rows$/, (names, id) => `${names.dataset(id)}的明细`],
  [/^\/datasets\/([^/]+)\/unmask$/, (names, id) => `${names.dataset(id)}的个人信息原文`],
  [/^\/indicators\/([^/]+)\/cells\./, (names, id) => `指标${names.indicator(id)}的导出文件`],
  [/^\/indicators\/([^/]+)\/explain$/, (names, id) => `指标${names.indicator(id)}的口径`],
  [/^\/indicators\/([^/]+)\//, (names, id) => `指标${names.indicator(id)}`],
  [/^\/screens\/([^/]+)\/view$/, (names, id) => `驾驶舱${names.screen(id)}`],
  [/^\/datasets\/([^/]+)\/batches$/, (names, id) => `${names.dataset(id)}的报送批次`],
  [/^\/batches\/([^/]+)\/return$/, (_, id) => `批次 ${id} 的退回`],
  [/^\/data-returns\/([^/]+)/, (_, id) => `退回 ${id} 的办结`],
  [/^\/data-quality/, () => '数据质量'],
  [/^\/batches\/([^/]+)\//, (_, id) => `批次 ${id} 的拒收行`],
  [/^\/cases\/parties/, () => '可以承办事件的单位和人员'],
  [/^\/cases\/types/, () => '事件类型'],
  [/^\/cases\/([^/]+)/, (_, id) => `事件 ${id}`],
  [/^\/alerts\/silences/, () => '预警静默'],
  [/^\/alerts\/letters/, () => '未送达的通知'],
  [/^\/alerts/, () => '预警'],
  [/^\/cases/, () => '事件'],
  [/^\/evidence/, () => '现场照片'],
  [/^\/admin\/people\/([^/]+)\/grants/, (names, id) => `账号 ${names.person(id)} 的授权`],
  [/^\/admin\/people\/([^/]+)\/password/, (names, id) => `账号 ${names.person(id)} 的密码`],
  [/^\/admin\/people\/([^/]+)/, (names, id) => `账号 ${names.person(id)}`],
  [/^\/admin\/people/, () => '人员管理'],
  [/^\/admin\/tokens/, () => '令牌管理'],
  [/^\/admin\/sessions/, () => '会话管理'],
  [/^\/audit/, () => '审计记录'],
  [/^\/(exports|jobs)/, () => '导出任务'],
  [/^\/reports/, () => '报告'],
  [/^\/pivot/, () => '透视分析'],
  [/^\/annotations/, () => '标注'],
  [/^\/saved-views/, () => '分析视图'],
  [/^\/row-exports/, () => '明细导出'],
  [/^\/usage/, () => '应用效能'],
  [/^\/regions|^\/outlines/, () => '区划'],
  [/^\/catalog/, () => '指标目录'],
  [/^\/session/, () => '登录'],
]

const VERBS: Record<string, string> = {
  GET: '查看',
  HEAD: '查看',
  POST: '提交',
  PUT: '修改',
  PATCH: '修改',
  DELETE: '删除',
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The place and span a query names, in words. */
const narrowed = (search: string, names: Names): string => {
  const query = new URLSearchParams(search)
  const [region, from, to] = [query.get('region') ?? query.get('root'), query.get('from'), query.get('to')]
  return [region && names.region(region), from ? `${from} 至 ${to ?? '现在'}` : to].filter(Boolean).join('，')
}

/** A request in words: `查看“网格事件”的明细（瓜沥镇）`; one that is not known stays as it was written. */
export const requestWords = (method: string, address: string, names: Names): string => {
  const [path = '', search = ''] = address.split('?')
  const inside = path.replace(/^\/api\/v1/, '')
  for (const [pattern, say] of PLACES) {
    const match = pattern.exec(inside)
    if (!match) continue
    const where = narrowed(search, names)
    return `${VERBS[method] ?? method}${say(names, decoded(match[1] ?? ''))}${where === '' ? '' : `（${where}）`}`
  }
  return `${VERBS[method] ?? method} ${address}`
}
