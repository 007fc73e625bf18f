import { openDB } from 'idb'
import type { DeviceKey } from '../../../server/contract/index.ts'

/**
 * What this device proves itself with: the private half was made here and cannot be read out, not even by this page.
 */
export interface OwnKey {
  sign: (text: string) => Promise<string>
  publicKey: () => Promise<DeviceKey>
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNED = { name: 'ECDSA', hash: 'SHA-256' } as const

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/**
 * The key pair this browser keeps for itself, made when there is none; `null` where it has no such thing: on plain
 * wires, or with storage forbidden.
 */
export const ownKey = async (): Promise<OwnKey | null> => {
  // Typed as always there, and absent on plain wires.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined
  if (!subtle) return null
  try {
    const db = await openDB('yiping-device', 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('key')
      },
    })
    const kept = (await db.get('key', 'own')) as CryptoKeyPair | undefined
    const pair = kept ?? (await subtle.generateKey(ALGORITHM, false, ['sign', 'verify']))
    if (!kept) await db.put('key', pair, 'own')
    return {
      sign: async (text) => base64url(await subtle.sign(SIGNED, pair.privateKey, new TextEncoder().encode(text))),
      publicKey: async () => {
        const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey)
        return { kty, crv, x, y } as DeviceKey
      },
    }
  } catch {
    return null
  }
}
