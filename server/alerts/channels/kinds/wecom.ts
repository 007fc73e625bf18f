import type { Outbound, Post, Send } from '../types.ts'
import { accepted, chatWords, type Robot } from './robot-answer.ts'

/** 企业微信: the address is the secret. */
export const wecom =
  ({ url }: Pick<Robot, 'url'>, post: Post): Send<Outbound> =>
  async (message) =>
    accepted(await post(url, JSON.stringify({ msgtype: 'text', text: { content: chatWords(message) } })))
