import type { Deed } from '../../audit/index.ts'
import type { DeviceChallenge, DeviceKey, DeviceProof } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { isDeviceKey, type Devices, type Origin, type Session, type Sessions } from '../sessions/index.ts'
import type { Visitor } from './visitor.ts'

/** Binds a session to the device it was opened on. All throw `Refused`. */
export interface DeviceDoor {
  /** Once and for all: another device cannot take it over. */
  bind: (visitor: Visitor, key: DeviceKey, origin: Origin) => Promise<void>
  challenge: (visitor: Visitor) => DeviceChallenge
  prove: (visitor: Visitor, proof: DeviceProof, origin: Origin) => void
}

const noSession = problem(409, 'no-session', '只有登录会话才能绑定设备')
const taken = problem(409, 'device-taken', '这次登录已绑定另一台设备')
const badKey = problem(400, 'bad-body', '设备密钥不正确', { field: 'key' })
const wrong = problem(401, 'wrong-device', '不是登录时的设备', { hint: '请重新登录' })

export interface DeviceDoorDeps { sessions: Sessions; devices: Devices; note: (deed: Deed) => void }

export const createDeviceDoor = ({ sessions, devices, note }: DeviceDoorDeps): DeviceDoor => {
  const sessionOf = ({ session }: Visitor): Session => {
    if (session === null) throw new Refused(noSession)
    return session
  }
  const write = ({ person }: Visitor, { address }: Origin, what: string, outcome: Deed['outcome']): void => note({ who: person.id, name: person.name, from: address, deed: 'session', what, outcome })
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
    prove: (visitor, { signature }, origin) => {
      const session = sessionOf(visitor)
      if (devices.prove(session, signature)) return
      write(visitor, origin, `prove ${session.id}`, 'refused')
      throw new Refused(wrong)
    },
  }
}
