import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What RFC 6238 leaves open, as every authenticator has it: SHA-1, thirty seconds, six figures. */
const STEP_MS = 30_000
const DIGITS = 6
/** Clocks of phones go wrong: the code before and the one after count too. */
const DRIFT = [0, -1, 1]
/** As long as the hash (RFC 4226, section 4). */
const SECRET_BYTES = 20

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes as authenticators take them (RFC 4648), without padding. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export const newFactorSecret = (): Buffer => randomBytes(SECRET_BYTES)

/** The code of one step, HOTP of RFC 4226. */
export const codeOf = (secret: Buffer, step: number, { digits = DIGITS, hash = 'sha1' } = {}): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac(hash, secret).update(counter).digest()
  const offset = mac[mac.length - 1]! & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** Counts thirty seconds since 1970. */
export const stepAt = (now: number): number => Math.floor(now / STEP_MS)

/**
 * The step this code belongs to, of those around `now` that come after `last`; `null` when it is none of theirs. A step
 * that was used once is over, and so are those before it.
 */
export const matchStep = (secret: Buffer, code: string, now: number, last: number): number | null => {
  if (!/^\d{6}$/.test(code)) return null
  const found = DRIFT.map((drift) => stepAt(now) + drift).filter((step) =>
    timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)),
  )
  return found.find((step) => step > last) ?? null
}

/** The address that opens an authenticator with everything filled in. */
export const otpauth = (secret: string, issuer: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1000}`
