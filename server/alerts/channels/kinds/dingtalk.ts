import { createHmac } from 'node:crypto'
import type { Outbound, Post, Send } from '../types.ts'
import { accepted, chatWords, type Robot } from './robot-answer.ts'

/** 钉钉、浙政钉: signed in the address with the moment, which must be within the hour. */
export const dingtalk =
  ({ url, secret }: Robot, post: Post, now: () => number): Send<Outbound> =>
  async (message) => {
    const timestamp = String(now())
    const signed = new URL(url)
    signed.searchParams.set('timestamp', timestamp)
    signed.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
    accepted(await post(signed.toString(), JSON.stringify({ msgtype: 'text', text: { content: chatWords(message) } })))
  }
