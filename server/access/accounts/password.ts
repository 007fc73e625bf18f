import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** OWASP's figures for scrypt at 32 MB: about a quarter of a second on one core. */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const KEY_BYTES = 32
/** Each costs 32 MB while it lasts; more at once would let strangers fill the memory. */
const AT_ONCE = 2

const waiting: (() => void)[] = []
let running = 0

const turn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

const derive = (password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  turn(() => new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: 80 * 2 ** 20 }, (error, key) => (error ? reject(error) : resolve(key)))
  }))

/** What is kept of a password: `scrypt$N$r$p$salt$key`, so that the cost can be raised later. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(KEY_BYTES).toString('base64url')}`

/** Whether this is the password; without a kept one the answer is no and takes as long, so that time tells nobody who exists. */
export const isPassword = async (password: string, kept: string | null): Promise<boolean> => {
  const [, N, r, p, salt, key] = (kept ?? NOBODY).split('$') as [string, string, string, string, string, string]
  const expected = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(given, expected) && kept !== null
}
