import { createHmac } from 'node:crypto'
import type { Outbound, Post, Send } from '../types.ts'
import { accepted, chatWords, type Robot } from './robot-answer.ts'

/** 飞书: signed in the body; the secret is the key, and nothing is what is hashed. */
export const feishu =
  ({ url, secret }: Robot, post: Post, now: () => number): Send<Outbound> =>
  async (message) => {
    const timestamp = String(Math.floor(now() / 1000))
    const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64')
    accepted(
      await post(url, JSON.stringify({ timestamp, sign, msg_type: 'text', content: { text: chatWords(message) } })),
    )
  }
