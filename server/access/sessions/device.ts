import { createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto'
import type { DeviceKey } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Session } from './sessions.ts'

/**
 * Whether the device a session is bound to has shown lately that it is still the one that asks: it signs a made-up text
 * with a key that cannot be taken off it. A cookie that was copied away is of no use for longer than one proof lasts.
 */
export interface Devices {
  /** False for a bound session whose proof is over; true for one that is bound to none. */
  isProved: (session: Session) => boolean
  /** What the device is to sign next; good once. */
  challenge: (session: Session) => string
  /** Takes the signature of what was asked last; whether it was the device's. */
  prove: (session: Session, signature: string) => boolean
  /** The device has just been bound: that is a proof. */
  bound: (session: Session) => void
}

const PROOF_MS = 5 * 60_000
const MOST_KEPT = 20_000

const keyOf = (device: string): KeyObject => createPublicKey({ key: JSON.parse(device) as DeviceKey, format: 'jwk' })

/** Whether this is the public half of a key that can sign. */
export const isDeviceKey = (key: DeviceKey): boolean => {
  try {
    return keyOf(JSON.stringify(key)).asymmetricKeyType === 'ec'
  } catch {
    return false
  }
}

export const createDevices = (clock: Pick<Clock, 'now'>): Devices => {
  const proved = new Map<string, number>()
  const asked = new Map<string, string>()
  const put = <T>(map: Map<string, T>, id: string, value: T): void => {
    if (map.size > MOST_KEPT) map.clear()
    map.set(id, value)
  }
  return {
    isProved: ({ id, device }) => device === null || clock.now() - (proved.get(id) ?? -Infinity) < PROOF_MS,
    challenge: ({ id }) => {
      const text = randomBytes(32).toString('base64url')
      put(asked, id, text)
      return text
    },
    prove: ({ id, device }, signature) => {
      const text = asked.get(id)
      asked.delete(id)
      if (device === null || text === undefined) return false
      const isOwn = verify(
        'sha256',
        Buffer.from(text),
        { key: keyOf(device), dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      )
      if (isOwn) put(proved, id, clock.now())
      return isOwn
    },
    bound: ({ id }) => put(proved, id, clock.now()),
  }
}
