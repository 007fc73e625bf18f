import { createHmac } from 'node:crypto'
import type { Outbound, Post, Send } from '../types.ts'

/** CloudEvents 1.0 in structured form, signed: `x-yiping-signature: sha256=<hex of HMAC over the body>`. */
export const webhook =
  ({ url, secret }: { url: string; secret: string }, post: Post): Send<Outbound> =>
  async (message) => {
    const body = JSON.stringify({
      specversion: '1.0',
      id: message.id,
      source: message.case === undefined ? '/yiping/alerts' : '/yiping/cases',
      type: `cn.yiping.${message.case === undefined ? 'alert' : 'case'}.${message.why}`,
      subject: message.case ?? message.rule,
      time: message.at,
      datacontenttype: 'application/json',
      data: {
        title: message.title,
        place: message.place,
        text: message.text,
        link: message.link,
        alerts: message.alerts,
      },
    })
    await post(url, body, {
      'content-type': 'application/cloudevents+json',
      'x-yiping-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    })
  }
