import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { AlertInfo } from '../../server/contract/index.ts'
import { formatSpan } from '../lib/age.ts'

/** What the box of alerts shows; `page` counts from 1; `alert` is the open one somebody came for. */
export interface AlertsView {
  tab: 'open' | 'resolved'
  rule: string | undefined
  page: number
  alert?: string | undefined
}

const KEYS = ['alerts', 'alert_rule', 'alert_page', 'alert_id']
export const PAGE = 15

/** What the URL says of the box of alerts; `null` = it is closed. A page that is no number is the first. */
export const readAlertsView = (query: LocationQuery): AlertsView | null => {
  const { alerts, alert_rule: rule, alert_page: page, alert_id: alert } = query
  if (alerts !== 'open' && alerts !== 'resolved') return null
  const count = Number(page)
  return {
    tab: alerts,
    rule: typeof rule === 'string' && rule !== '' ? rule : undefined,
    page: Number.isInteger(count) && count > 1 && count <= 300 ? count : 1,
    alert: alerts === 'open' && typeof alert === 'string' ? alert : undefined,
  }
}

/** The URL's query with the box so, or closed; everything else it says stays. */
export const writeAlertsView = (query: LocationQuery, view: AlertsView | null): LocationQueryRaw => {
  const others = Object.fromEntries(Object.entries(query).filter(([key]) => !KEYS.includes(key)))
  if (view === null) return others
  const resolved = view.tab === 'resolved'
  return {
    ...others,
    alerts: view.tab,
    ...(!resolved && view.alert ? { alert_id: view.alert } : {}),
    ...(resolved && view.rule ? { alert_rule: view.rule } : {}),
    ...(resolved && view.page > 1 ? { alert_page: String(view.page) } : {}),
  }
}

/** How long an alert that is over lasted. */
export const lastedWords = ({ since, resolved }: Pick<AlertInfo, 'since' | 'resolved'>): string =>
  resolved === null ? '—' : formatSpan((Date.parse(resolved) - Date.parse(since)) / 1000)

/** Who acted on an alert, as far as it is known; an alert nobody was told of waited for nobody. */
export const actedWords = ({
  acknowledged,
  told,
  case: number,
  reach,
}: Pick<AlertInfo, 'acknowledged' | 'told' | 'case' | 'reach'>): string => {
  if (acknowledged) return `${acknowledged.name} 已签收`
  const acted = told.find((one) => one.acted !== null)
  if (acted) return `${acted.person?.name ?? acted.to} 已处置`
  if (number !== null) return '已转办，无人签收'
  return reach.told === 0 ? '未告知' : '无人处置'
}
