import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
export const KEY_BYTES = 32
const [IV_BYTES, TAG_BYTES] = [12, 16]

/** Closes secrets that have to be read again, with a key that is not kept beside them. */
export interface Seal {
  /** Whether there is a key. */
  canClose: boolean
  /** `null` where there is no key. `of` says whose it is: moved onto another it does not open. */
  close: (secret: Buffer, of: string) => string | null
  /** `null` = none of the keys here closed it, it is another's, or somebody changed it. */
  open: (sealed: string, of: string) => Buffer | null
  /** Whether the newest key closed it. */
  isFresh: (sealed: string) => boolean
}

/** By what a key is known without telling anything of it. */
const nameOf = (key: Buffer): string => createHash('sha256').update('name').update(key).digest('base64url').slice(0, 8)

/** A seal with these keys, the newest first: that one closes, all of them open. */
export const createSeal = (keys: readonly Buffer[]): Seal => {
  const named = new Map(keys.map((key) => [nameOf(key), key]))
  const [first] = named.keys()
  return {
    canClose: first !== undefined,
    close: (secret, of) => {
      if (first === undefined) return null
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, named.get(first)!, iv).setAAD(Buffer.from(of))
      const closed = Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
      return `${first}.${closed.toString('base64url')}`
    },
    open: (sealed, of) => {
      const [name = '', text = ''] = sealed.split('.')
      const [key, closed] = [named.get(name), Buffer.from(text, 'base64url')]
      if (key === undefined || closed.length <= IV_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv(CIPHER, key, closed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(of))
        .setAuthTag(closed.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(closed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
      } catch {
        return null
      }
    },
    isFresh: (sealed) => sealed.split('.')[0] === first,
  }
}
