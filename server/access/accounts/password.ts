import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** What deriving a key costs, in scrypt's own letters. */
export interface PasswordWork {
  N: number
  r: number
  p: number
}

/** OWASP's figures for scrypt at 32 MB: about a quarter of a second on one core. */
const PASSWORD_WORK: PasswordWork = { N: 2 ** 15, r: 8, p: 3 }
const KEY_BYTES = 32
/** Each costs 32 MB while it lasts; more at once would let strangers fill the memory. */
const AT_ONCE = 2

/** The only place that sees passwords as they are typed. */
export interface Passwords {
  /** What is kept of a password: `scrypt$N$r$p$salt$key`, so that the work can be raised later. */
  hash: (password: string) => Promise<string>
  /**
   * Whether this is the password; without a kept one the answer is no and takes as long, so that time tells nobody who
   * exists.
   */
  matches: (password: string, kept: string | null) => Promise<boolean>
}

export const createPasswords = (work: PasswordWork = PASSWORD_WORK): Passwords => {
  const waiting: (() => void)[] = []
  let running = 0

  const turn = async <T>(derive: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      return await derive()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }

  const derive = (password: string, salt: Buffer, cost: PasswordWork): Promise<Buffer> =>
    turn(
      () =>
        new Promise((resolve, reject) => {
          scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: 80 * 2 ** 20 }, (error, key) =>
            error ? reject(error) : resolve(key),
          )
        }),
    )

  const written = (salt: Buffer, key: Buffer): string =>
    ['scrypt', work.N, work.r, work.p, salt.toString('base64url'), key.toString('base64url')].join('$')
  const nobody = written(Buffer.alloc(16), Buffer.alloc(KEY_BYTES))

  return {
    hash: async (password) => {
      const salt = randomBytes(16)
      return written(salt, await derive(password, salt, work))
    },
    matches: async (password, kept) => {
      const [, N, r, p, salt, key] = (kept ?? nobody).split('$') as [string, string, string, string, string, string]
      const expected = Buffer.from(key, 'base64url')
      const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
      return timingSafeEqual(given, expected) && kept !== null
    },
  }
}
