import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

const COUNT = 10
/** No signs that are mistaken for one another: a code lies on paper and is typed in a hurry. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const group = (): string => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')

/** Ten codes of sixteen signs in groups of four: 79 bits each. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => [group(), group(), group(), group()].join('-'))

/** What is kept of a code. Nobody chose it, so that one round with a salt of its own is enough. */
export interface KeptCode {
  salt: string
  hash: string
}

/** A code as it is hashed, whichever way it was typed. */
const plain = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '')

const hashOf = (code: string, salt: string): Buffer =>
  createHmac('sha256', Buffer.from(salt, 'base64url')).update(plain(code)).digest()

export const keptCode = (code: string): KeptCode => {
  const salt = randomBytes(16).toString('base64url')
  return { salt, hash: hashOf(code, salt).toString('base64url') }
}

export const isRecoveryCode = (code: string, { salt, hash }: KeptCode): boolean =>
  timingSafeEqual(hashOf(code, salt), Buffer.from(hash, 'base64url'))
