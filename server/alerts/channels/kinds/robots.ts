import { createHmac } from 'node:crypto'
import type { Message, Post, Send } from '../types.ts'

interface Robot { url: string; secret: string }

const words = ({ title, text }: Message): string => `${title}\n${text}`

/** Robots answer 200 even when they refuse; the code inside tells. */
const accepted = (answer: string): void => {
  const { errcode, code, errmsg, msg } = JSON.parse(answer) as { errcode?: number; code?: number; errmsg?: string; msg?: string }
  if ((errcode ?? code ?? 0) !== 0) throw new Error(`机器人拒收：${errmsg ?? msg ?? errcode ?? code}`)
}

/** 企业微信: the address is the secret. */
export const wecom = ({ url }: Pick<Robot, 'url'>, post: Post): Send => async (message) =>
  accepted(await post(url, JSON.stringify({ msgtype: 'text', text: { content: words(message) } })))

/** 钉钉、浙政钉: signed in the address with the moment, which must be within the hour. */
export const dingtalk = ({ url, secret }: Robot, post: Post, now: () => number): Send => async (message) => {
  const timestamp = String(now())
  const signed = new URL(url)
  signed.searchParams.set('timestamp', timestamp)
  signed.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
  accepted(await post(signed.toString(), JSON.stringify({ msgtype: 'text', text: { content: words(message) } })))
}

/** 飞书: signed in the body; the secret is the key, and nothing is what is hashed. */
export const feishu = ({ url, secret }: Robot, post: Post, now: () => number): Send => async (message) => {
  const timestamp = String(Math.floor(now() / 1000))
  const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64')
  accepted(await post(url, JSON.stringify({ timestamp, sign, msg_type: 'text', content: { text: words(message) } })))
}
