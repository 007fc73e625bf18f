import { createTransport } from 'nodemailer'
import { dial } from '../../../lib/index.ts'
import { datedWords } from '../dated-words.ts'
import type { Outbound, Send } from '../types.ts'

interface MailOptions {
  host: string
  port: number
  secure: boolean
  user?: string | undefined
  password?: string | undefined
  from: string
  to: string[]
}

/** Plain text by SMTP; the host is one of those that may be called. */
export const email =
  ({ host, port, secure, user, password, from, to }: MailOptions, allow: readonly string[]): Send<Outbound> =>
  async (message) => {
    const transport = createTransport({
      host,
      port,
      secure,
      getSocket: dial({ host, port }, allow),
      ...(user ? { auth: { user, pass: password ?? '' } } : {}),
      connectionTimeout: 10_000,
      socketTimeout: 10_000,
    })
    try {
      await transport.sendMail({
        from,
        to,
        subject: message.title,
        text: datedWords(message),
        textEncoding: 'base64',
        messageId: `<${message.id}@yiping>`,
      })
    } finally {
      transport.close()
    }
  }
