import { isAdmitted, type Access, type Visitor } from '../access/index.ts'
import type { Person, Problem } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'
import type { ViewSocket } from './lagging.ts'

const ended = problem(401, 'not-signed-in', '登录已失效，请重新登录', {
  hint: '网页请在 /sign-in 登录；程序请在握手的请求头 Authorization: Bearer 中带上令牌',
})

const unproved = problem(401, 'device-unproved', '请在登录时的设备上继续使用')

const misuse = problem(403, 'wrong-key', '这个令牌不能这样使用', {
  hint: '报送令牌只能报送它的数据资源',
})

/** Socket.IO hands an error's `data` to the client that was refused. */
const refusal = (why: Problem): Error => Object.assign(new Error(why.title), { data: why })

const rightsOf = ({ grants, screens, unit }: Person): string => JSON.stringify([grants, screens, unit])

/** Lets known people in, and looks again whenever sessions or rights changed. */
export const createDoor = (access: Pick<Access, 'visitorOf'>) => {
  /**
   * A device that has to prove itself anew is asked so by the next look at its socket, not in the midst of an answer.
   */
  const known = ({ handshake }: ViewSocket, isUse = false): Person | null => {
    const visitor = access.visitorOf(handshake.headers, isUse)
    return visitor && !visitor.mustChange && visitor.mustSetFactor !== true ? visitor.person : null
  }
  const personOf = (socket: ViewSocket, isUse = true): Person => {
    const person = known(socket, isUse)
    if (person === null) throw new Refused(ended)
    return person
  }
  /** Why somebody is not let in; `null` = they are. A feed only delivers: there is nothing here for it to hear. */
  const refusalOf = (visitor: Visitor | null): Problem | null => {
    if (visitor === null || !isAdmitted(visitor)) return visitor?.unproved ? unproved : ended
    return visitor.person.delivers === undefined ? null : misuse
  }
  return {
    refusalOf,
    /**
     * Whoever sent the handshake and now asks for something, or only comes back to it. Throws `Refused` when the
     * session is over.
     */
    personOf,
    /** The same by a look, which is no use of the session; `null` when it is over. */
    known,
    /**
     * Looks again as a line that the gate let through asks for the stream, which it may do at any later time. A line
     * comes again by itself, also where nobody looks at the page: that is no use of the session.
     */
    enter: (socket: ViewSocket, next: (error?: Error) => void): void => {
      const visitor = access.visitorOf(socket.handshake.headers, false)
      const why = refusalOf(visitor)
      if (why !== null) return next(refusal(why))
      socket.data.rights = rightsOf(visitor!.person)
      socket.data.unpaced = visitor!.kind === 'local'
      next()
    },
    /**
     * Cuts off a socket whose session is over; one whose rights changed leaves its view and is told to open anew. One
     * of a device whose proof is over, or that was opened with a secret that is spent, only loses its line: the device
     * comes again by itself and proves itself at the handshake, and who copied the secret cannot.
     */
    recheck: (socket: ViewSocket, leave: (socket: ViewSocket) => void): void => {
      const visitor = access.visitorOf(socket.handshake.headers, false)
      const person = known(socket)
      if (visitor?.unproved) {
        socket.conn.close()
      } else if (person === null) {
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

export type Door = ReturnType<typeof createDoor>
