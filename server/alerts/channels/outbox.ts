import type { DeadLetter } from '../../contract/index.ts'
import { faultWords, type Clock } from '../../lib/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'
import type { Channel, Message } from './types.ts'

/** Waits between attempts; after the last one a message is dead and shown as such. */
const BACKOFF_MS = [5_000, 30_000, 120_000, 600_000, 3_600_000]
const AT_ONCE = 20
/** Given up, or failed at least once and waiting. */
const FAILED = `(state = 'dead' or (state = 'waiting' and failure is not null))`

interface OutboxDeps {
  ledger: Ledger
  clock: Clock
  channels: readonly Channel[]
  /** A message was taken by the other side of its channel. */
  taken?: (message: Message, channel: string) => Promise<void>
}

/**
 * Messages on their way out: written with what made them, sent at least once, each channel's in order of their time;
 * one that does not answer holds up no other.
 */
export const createOutbox = ({ ledger, clock, channels, taken }: OutboxDeps) => {
  const running = new Map<string, Promise<void>>()

  const note = (id: string, sql: string, more: readonly (string | number)[]): Promise<unknown> =>
    ledger.write((session) =>
      session.query(`update alert_message set attempts = attempts + 1, tried = $2, ${sql} where id = $1`, [
        id,
        clock.local(),
        ...more,
      ]),
    )

  const attempt = async (row: Record<string, unknown>): Promise<void> => {
    const id = String(row['id'])
    const channel = channels.find((one) => one.id === row['channel'])
    const attempts = row['attempts'] as number
    const message = JSON.parse(String(row['body'])) as Message
    try {
      if (!channel) throw new Error('渠道已不在配置里')
      await channel.send(message)
    } catch (error) {
      const wait = BACKOFF_MS[attempts]
      const failure = faultWords(error)
      await note(id, `state = $3, due = $4, failure = $5`, [
        wait === undefined ? 'dead' : 'waiting',
        clock.local() + (wait ?? 0),
        failure,
      ])
      return
    }
    await note(id, `state = 'sent', failure = null`, [])
    await taken?.(message, channel.id)
  }
  const work = async (channel: string): Promise<void> => {
    const due = await ledger.read(async (sql) =>
      (
        await sql.query(
          `select id, channel, body, attempts from alert_message where state = 'waiting' and due <= $1 and channel = $2 order by made limit ${AT_ONCE}`,
          [clock.local(), channel],
        )
      ).records(),
    )
    for (const row of due) await attempt(row)
  }
  const workOn = (channel: string): Promise<void> => {
    const known = running.get(channel) ?? work(channel).finally(() => running.delete(channel))
    running.set(channel, known)
    return known
  }
  /** Channels with something to send, also such as are no longer declared. */
  const waiting = (): Promise<string[]> =>
    ledger.read(
      async (sql) =>
        (
          await sql.query(`select distinct channel from alert_message where state = 'waiting' and due <= $1`, [
            clock.local(),
          ])
        ).column('channel') as string[],
    )

  return {
    /** Puts a message for each channel it is for; part of the caller's transaction. */
    put: async (sql: Sql, message: Message, isFor: (channel: Channel) => boolean): Promise<void> => {
      for (const { id } of channels.filter(isFor)) {
        await sql.query(`insert into alert_message values ($1, $2, $3, $4, 'waiting', 0, $5, null, $5, null)`, [
          `${message.id}-${id}`,
          id,
          message.alerts[0]?.id ?? '',
          JSON.stringify({ ...message, id: `${message.id}-${id}` }),
          clock.local(),
        ])
      }
    },
    /** Sends what is due. */
    flush: async (): Promise<void> => {
      if (channels.length > 0) await Promise.all((await waiting()).map(workOn))
    },
    /**
     * Has what was given up or waits for its next attempt sent at once, with all attempts before it: one message, or
     * all. `false` when there is none.
     */
    again: (id: string | 'all'): Promise<boolean> =>
      ledger.write(
        async (sql) =>
          (
            await sql.query(
              `update alert_message set state = 'waiting', attempts = 0, due = $2 where ($1 = 'all' or id = $1) and ${FAILED} returning id`,
              [id, clock.local()],
            )
          ).rowCount > 0,
      ),
    /** What could not be delivered, given up or tried again later, newest first. */
    failed: (): Promise<DeadLetter[]> =>
      ledger.read(async (sql) =>
        (await sql.query(`select * from alert_message where ${FAILED} order by made desc, id limit 200`))
          .records()
          .map((row) => {
            const channel = String(row['channel'])
            return {
              id: String(row['id']),
              channel,
              alert: String(row['alert']),
              title: (JSON.parse(String(row['body'])) as Message).title,
              to: channels.find(({ id }) => id === channel)?.title ?? channel,
              attempts: row['attempts'] as number,
              failure: String(row['failure']),
              first: clock.zone.format(row['made'] as number),
              last: clock.zone.format(row['tried'] as number),
              next: row['state'] === 'dead' ? null : clock.zone.format(row['due'] as number),
            }
          }),
      ),
  }
}
export type Outbox = ReturnType<typeof createOutbox>
