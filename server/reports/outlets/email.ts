import { createTransport } from 'nodemailer'
import { dial, faultWords } from '../../lib/index.ts'
import type { Outlet } from './outlet.ts'

interface Mailbox {
  host: string
  port: number
  secure: boolean
  user?: string | undefined
  password?: string | undefined
  from: string
  to: string[]
}

const WAIT_MS = 30_000

/** By SMTP, the report and what goes along attached. */
export const email =
  ({ host, port, secure, user, password, from, to }: Mailbox, allow: readonly string[]): Outlet['send'] =>
  async ({ id, title, words, files }) => {
    const transport = createTransport({
      host,
      port,
      secure,
      getSocket: dial({ host, port }, allow),
      ...(user ? { auth: { user, pass: password ?? '' } } : {}),
      connectionTimeout: WAIT_MS,
      socketTimeout: WAIT_MS,
    })
    try {
      await transport.sendMail({
        from,
        to,
        subject: title,
        text: words,
        messageId: `<${id}@yiping>`,
        attachments: files.map(({ name, bytes, mime }) => ({ filename: name, content: bytes, contentType: mime })),
      })
    } catch (error) {
      throw new Error(`邮件没有送出：${faultWords(error)}`, { cause: error })
    } finally {
      transport.close()
    }
  }
