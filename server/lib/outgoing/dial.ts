import { connect } from 'node:net'
import { guardedLookup, type Resolve } from './address.ts'

interface Dialled {
  host: string
  port: number
}

/** What a mailer asks for its line. */
type Answer = (error: Error | null, socket?: { connection: ReturnType<typeof connect> }) => void

const WAIT_MS = 10_000

/** A line to a mail server, by the same look-up as every other call out. */
export const dial =
  ({ host, port }: Dialled, allow: readonly string[], resolve?: Resolve) =>
  (_options: unknown, answer: Answer): void => {
    const connection = connect({ host, port, lookup: guardedLookup(allow, port, resolve) })
    const fail = (error: Error): void => {
      connection.destroy()
      answer(error)
    }
    const late = (): void => fail(new Error(`邮件服务器 ${host} 没有答复`))
    connection.setTimeout(WAIT_MS, late)
    connection.once('error', fail)
    connection.once('connect', () => {
      connection.removeListener('error', fail)
      connection.setTimeout(0)
      connection.removeListener('timeout', late)
      answer(null, { connection })
    })
  }
