import type { Deed } from '../../audit/index.ts'
import type { DeviceChallenge, DeviceKey, DeviceProof } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import {
  isDeviceKey,
  readSession,
  type Devices,
  type Origin,
  type Session,
  type Sessions,
  type Wire,
} from '../sessions/index.ts'
import type { Notices } from '../notices/index.ts'
import type { Visitor } from './visitor.ts'

/** Binds a session to the device it was opened on. All throw `Refused`. */
export interface DeviceDoor {
  /** Once and for all: another device cannot take it over. */
  bind: (visitor: Visitor, key: DeviceKey, origin: Origin) => Promise<void>
  challenge: (visitor: Visitor) => DeviceChallenge
  /**
   * Takes the proof; the new secret of the session, which the device alone is told, or `null` where it keeps the one it
   * has.
   */
  prove: (visitor: Visitor, proof: DeviceProof, wire: { headers: Wire; origin: Origin }) => Promise<string | null>
  /** Writes down that a session was opened by a copy, and tells the person; once in ten minutes. */
  copied: (visitor: Visitor, origin: Origin) => void
}

const noSession = problem(409, 'no-session', '只有登录会话才能绑定设备')
const taken = problem(409, 'device-taken', '这次登录已绑定另一台设备')
const badKey = problem(400, 'bad-body', '设备密钥不正确', { field: 'key' })
const wrong = problem(401, 'wrong-device', '不是登录时的设备', { hint: '请重新登录' })

interface DeviceDoorDeps {
  sessions: Sessions
  devices: Devices
  notices: Pick<Notices, 'send'>
  now: () => number
  note: (deed: Deed) => void
}

const AGAIN_MS = 600_000
const MOST_KEPT = 10_000

export const createDeviceDoor = ({ sessions, devices, notices, now, note }: DeviceDoorDeps): DeviceDoor => {
  const told = new Map<string, number>()
  const sessionOf = ({ session }: Visitor): Session => {
    if (session === null) throw new Refused(noSession)
    return session
  }
  const write = ({ person }: Visitor, { address }: Origin, what: string, outcome: Deed['outcome']): void =>
    note({ who: person.id, name: person.name, from: address, deed: 'session', what, outcome })
  return {
    bind: async (visitor, key, origin) => {
      const session = sessionOf(visitor)
      if (!isDeviceKey(key)) throw new Refused(badKey)
      const isNew = session.device === null
      if (!(await sessions.bind(session.id, JSON.stringify(key)))) {
        write(visitor, origin, `bind ${session.id}`, 'refused')
        throw new Refused(taken)
      }
      // The same key again proves nothing: it is public.
      if (isNew) {
        devices.bound(session)
        write(visitor, origin, `bind ${session.id}`, 'done')
      }
    },
    challenge: (visitor) => ({ challenge: devices.challenge(sessionOf(visitor)) }),
    prove: async (visitor, { signature }, { headers, origin }) => {
      const session = sessionOf(visitor)
      const shown = readSession(headers)
      if (shown !== null && devices.prove(session, signature)) return sessions.renew(session.id, shown)
      write(visitor, origin, `prove ${session.id}`, 'refused')
      throw new Refused(wrong)
    },
    copied: (visitor, origin) => {
      const { id, username, agent } = sessionOf(visitor)
      if (now() - (told.get(id) ?? -Infinity) < AGAIN_MS) return
      if (told.size >= MOST_KEPT) told.clear()
      told.set(id, now())
      write(visitor, origin, `copied ${id}`, 'refused')
      notices.send(username, { kind: 'session-copied', by: username, from: origin.address, what: { agent } })
    },
  }
}
