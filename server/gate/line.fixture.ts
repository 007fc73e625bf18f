import { io, type Socket } from 'socket.io-client'
import type { Person } from '../contract/index.ts'
import type { World } from './world/index.fixture.ts'

/** A line of the stream, opened as somebody. */
export const connect = (world: World, person: Person): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(world.url, { transports: ['websocket'], extraHeaders: world.as(person), forceNew: true })
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })

/** Sends an event; what opens a view is answered. */
export const emit = (socket: Socket, event: string, request: unknown): Promise<unknown> =>
  event !== 'view:open' ? Promise.resolve(void socket.emit(event)) : socket.timeout(10_000).emitWithAck(event, request)
