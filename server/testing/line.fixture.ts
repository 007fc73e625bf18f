import { io, type Socket } from 'socket.io-client'
import type { ClientEvents, ServerEvents, ViewOpened } from '../contract/index.ts'
import type { Headers } from './ask.fixture.ts'

/** An open page, as the server sees it. */
export type Line = Socket<ServerEvents, ClientEvents>

/** Resolves when the line is up; rejects with what the server refused it for. */
export const connectTo = (url: string, extraHeaders: Headers): Promise<Line> =>
  new Promise((resolve, reject) => {
    const line: Line = io(url, { transports: ['websocket'], extraHeaders, reconnection: false, forceNew: true })
    line.on('connect', () => resolve(line))
    line.on('connect_error', reject)
  })

export const openView = (line: Line, region: string, screen = 'main'): Promise<ViewOpened> =>
  new Promise((resolve) => line.emit('view:open', { screen, region }, resolve))

/** Fails where it takes longer than a second. */
export const within = async <T>(work: Promise<T>): Promise<T> => {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('later than a second')), 1000))
  return Promise.race([work, late])
}
