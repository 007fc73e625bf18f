import type { Message } from './types.ts'

/** Where people act on a message: the one alert among the open ones, or those that are over. */
export const linkOf = ({ why, rule, alerts }: Pick<Message, 'why' | 'rule' | 'alerts'>, address: string): string => {
  const one = alerts.length === 1 ? `&alert_id=${encodeURIComponent(alerts[0]!.id)}` : ''
  const query = why === 'resolved' ? `alerts=resolved&alert_rule=${encodeURIComponent(rule)}` : `alerts=open${one}`
  return `${address.replace(/\/+$/, '')}/desk?${query}`
}
