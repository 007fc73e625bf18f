import type { Access } from '../access/index.ts'
import type { Person } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'
import type { ViewSocket } from './lagging.ts'

const ended = problem(401, 'not-signed-in', '登录已失效，请重新登录', { hint: '网页请在 /sign-in 登录；程序请在握手的请求头 Authorization: Bearer 中带上令牌' })

/** Socket.IO hands an error's `data` to the client that was refused. */
const refused = Object.assign(new Error(ended.title), { data: ended })

const rightsOf = ({ grants, screens, unit }: Person): string => JSON.stringify([grants, screens, unit])

/** Lets known people in, and looks again whenever sessions or rights changed. */
export const createDoor = (access: Pick<Access, 'personOf'>) => {
  const personOf = ({ handshake }: ViewSocket): Person => {
    const person = access.personOf(handshake.headers)
    if (person === null) throw new Refused(ended)
    return person
  }
  return {
    /** Whoever sent the handshake, now. Throws `Refused` when the session is over. */
    personOf,
    enter: (socket: ViewSocket, next: (error?: Error) => void): void => {
      const person = access.personOf(socket.handshake.headers)
      if (person === null) return next(refused)
      socket.data.rights = rightsOf(person)
      next()
    },
    /** Cuts off a socket whose session is over; one whose rights changed leaves its view and is told to open anew. */
    recheck: (socket: ViewSocket, leave: (socket: ViewSocket) => void): void => {
      const person = access.personOf(socket.handshake.headers)
      if (person === null) {
        socket.emit('session:ended', ended)
        socket.disconnect(true)
      } else if (rightsOf(person) !== socket.data.rights) {
        socket.data.rights = rightsOf(person)
        leave(socket)
        socket.emit('rights:changed')
      }
    },
  }
}
