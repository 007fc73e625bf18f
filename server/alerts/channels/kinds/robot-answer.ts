import { datedWords } from '../dated-words.ts'
import type { Outbound } from '../types.ts'

/** Where a robot of a chat listens; `secret` signs what it is sent. */
export interface Robot {
  url: string
  secret: string
}

/** What a robot says in its chat. */
export const chatWords = (message: Outbound): string => `${message.title}\n${datedWords(message)}`

/** Robots answer 200 even when they refuse; the code inside tells. Throws what the robot says. */
export const accepted = (answer: string): void => {
  const { errcode, code, errmsg, msg } = JSON.parse(answer) as {
    errcode?: number
    code?: number
    errmsg?: string
    msg?: string
  }
  if ((errcode ?? code ?? 0) !== 0) throw new Error(`机器人拒收：${errmsg ?? msg ?? errcode ?? code}`)
}
