import type { Message } from './types.ts'

type About = Pick<Message, 'why' | 'rule' | 'alerts' | 'case'>

/** Where people act on a message: the case, the one alert among the open ones, or those that are over. */
export const linkOf = ({ why, rule, alerts, case: number }: About, address: string): string => {
  const one = alerts.length === 1 ? `&alert_id=${encodeURIComponent(alerts[0]!.id)}` : ''
  const query = why === 'resolved' ? `alerts=resolved&alert_rule=${encodeURIComponent(rule)}` : `alerts=open${one}`
  if (number !== undefined) return `${address.replace(/\/+$/, '')}/desk?queue=all&case=${encodeURIComponent(number)}`
  return `${address.replace(/\/+$/, '')}/desk?${query}`
}
