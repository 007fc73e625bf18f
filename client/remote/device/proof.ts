import type { DeviceChallenge } from '../../../server/contract/index.ts'
import { ownKey, type OwnKey } from './key.ts'

/** Shows the server that this is the device somebody signed in on. */
export interface DeviceProof {
  /** Binds the session to this device; where the browser cannot, it stays a session like any other. */
  bind: () => Promise<void>
  /**
   * Whether the server took the proof. Rejects where it could not be asked: that says nothing of who holds the session.
   */
  prove: () => Promise<boolean>
}

const UNPROVED = '/problems/device-unproved'
const JSON_TYPE = { 'content-type': 'application/json' }

const plain: typeof fetch = (...request) => fetch(...request)

/** Throws where the server was too busy to say, or is just being started. */
const wasTaken = ({ ok, status }: Response): boolean => {
  if (status === 429 || status >= 500) throw new TypeError(`no proof now: ${status}`)
  return ok
}

export const createDeviceProof = (
  fetcher: typeof fetch = plain,
  keyOf: () => Promise<OwnKey | null> = ownKey,
): DeviceProof => {
  let proving: Promise<boolean> | null = null
  const prove = async (): Promise<boolean> => {
    const key = await keyOf()
    if (!key) return false
    const asked = await fetcher('/api/v1/session/challenge')
    if (!wasTaken(asked)) return false
    const { challenge } = (await asked.json()) as DeviceChallenge
    return wasTaken(
      await fetcher('/api/v1/session/proof', {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({ signature: await key.sign(challenge) }),
      }),
    )
  }
  return {
    bind: async () => {
      const key = await keyOf()
      if (key)
        await fetcher('/api/v1/session/device', {
          method: 'PUT',
          headers: JSON_TYPE,
          body: JSON.stringify(await key.publicKey()),
        })
    },
    // One proof serves all that wait for it.
    prove: () =>
      (proving ??= prove().finally(() => {
        proving = null
      })),
  }
}

/**
 * Asks once more after a proof, where the server wants one first; the body of a request has to be one that can be sent
 * twice.
 */
export const askProved =
  ({ prove }: Pick<DeviceProof, 'prove'>, fetcher: typeof fetch = plain): typeof fetch =>
  async (input, init) => {
    const answer = await fetcher(input, init)
    if (answer.status !== 401) return answer
    const problem = (await answer
      .clone()
      .json()
      .catch(() => null)) as { type?: unknown } | null
    return problem?.type === UNPROVED && (await prove()) ? fetcher(input, init) : answer
  }
