import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLedger, type Ledger } from '../../store/index.ts'
import { addKey, createSeal, readKeys } from '../seal/index.ts'
import { ACCESS_TABLES } from '../tables.ts'
import { createFactors, type Factors } from './factors.ts'
import { openFactorSeal } from './open-seal.ts'
import { codeOf, stepAt } from './totp.ts'

let folder: string
let ledger: Ledger
let factors: Factors
let now: number
const clock = { now: () => now }
const keyFile = (): string => join(folder, 'factor-key')

const openLedger = async (): Promise<void> => {
  ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '100MB' })
  await ledger.migrate('access', ACCESS_TABLES)
}
const open = async (): Promise<void> => {
  await openLedger()
  factors = await createFactors({ ledger, clock, seal: await openFactorSeal(ledger, keyFile()) })
}
const reopen = async (between: () => void = () => undefined): Promise<void> => {
  await ledger.close()
  between()
  await open()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-factors-'))
  now = Date.parse('2026-11-21T04:30:00Z')
  await open()
})
afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true })
})

const bytesOf = (base32: string): Buffer => {
  const bits = [...base32]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
/** Sets a factor; what an authenticator then shows, and the codes on paper. */
const set = async (username: string): Promise<{ code: () => string; secret: Buffer; recovery: string[] }> => {
  const secret = bytesOf(factors.begin(username, 's')!)
  const code = (): string => codeOf(secret, stepAt(now))
  return { code, secret, recovery: (await factors.confirm(username, 's', code()))! }
}
const later = (): void => void (now += 30_000)
const kept = (): Promise<Record<string, unknown>[]> =>
  ledger.read(async (sql) =>
    (await sql.query('select * from second_factor where ended_at is null order by username')).records(),
  )

test('a secret lies nowhere in the file of the ledger, in no way it can be written, and opens after a restart', async () => {
  const { code, secret } = await set('a')
  await ledger.close()
  const file = readFileSync(join(folder, 'ledger.duckdb'))
  for (const written of [secret, secret.toString('base64url'), secret.toString('base64'), secret.toString('hex')])
    expect(file.includes(written)).toBe(false)
  await open()
  later()
  expect(await factors.use('a', code())).toEqual({ by: 'code' })
})

test('without its key no code is right and no new one can be set; recovery codes are, and with the key back all is as before', async () => {
  const { code, recovery } = await set('a')
  const key = readFileSync(keyFile())
  await reopen(() => rmSync(keyFile()))
  expect([factors.unreadable(), factors.of('a')]).toEqual([
    1,
    expect.objectContaining({ readable: false, recoveryLeft: 10 }),
  ])
  later()
  expect([await factors.use('a', code()), factors.begin('b', 's'), readKeys(keyFile())]).toEqual([null, null, []])
  expect(await factors.use('a', recovery[0]!)).toEqual({ by: 'recovery', left: 9 })
  await reopen(() => writeFileSync(keyFile(), key))
  expect([factors.unreadable(), await factors.use('a', code())]).toEqual([0, { by: 'code' }])
})

test('another key hides nobody’s factor, and who is reset can set one anew', async () => {
  await set('a')
  await reopen(() => {
    rmSync(keyFile())
    addKey(keyFile())
  })
  expect([factors.unreadable(), await factors.use('a', '000000')]).toEqual([1, null])
  await factors.end('a', 'admin')
  const { code } = await set('a')
  later()
  expect([factors.unreadable(), await factors.use('a', code())]).toEqual([0, { by: 'code' }])
})

test('a newer key closes what an older one closed, which can then be thrown away', async () => {
  const { code } = await set('a')
  const [before] = await kept()
  await reopen(() => void addKey(keyFile()))
  expect((await kept())[0]!['secret']).not.toBe(before!['secret'])
  await reopen(() => writeFileSync(keyFile(), readKeys(keyFile())[0]!.toString('base64url')))
  later()
  expect([factors.unreadable(), await factors.use('a', code())]).toEqual([0, { by: 'code' }])
})

test('a secret from before they were sealed is sealed at the next start', async () => {
  const { code, secret } = await set('a')
  await ledger.write((sql) => sql.query('update second_factor set secret = $1', [secret.toString('base64url')]))
  await reopen()
  expect(String((await kept())[0]!['secret'])).toContain('.')
  later()
  expect(await factors.use('a', code())).toEqual({ by: 'code' })
})

test('a sealed secret laid into another’s row opens nothing', async () => {
  const own = await set('a')
  await set('b')
  const [a] = await kept()
  await ledger.write((sql) =>
    sql.query("update second_factor set secret = $1 where username = 'b'", [a!['secret'] as string]),
  )
  await reopen()
  later()
  expect([factors.of('b')!.readable, await factors.use('b', own.code()), await factors.use('a', own.code())]).toEqual([
    false,
    null,
    { by: 'code' },
  ])
})

test('what one session began another does not finish, and after ten wrong codes nobody does', async () => {
  const secret = bytesOf(factors.begin('a', 's')!)
  const right = codeOf(secret, stepAt(now))
  expect(await factors.confirm('a', 'other', right)).toBeNull()
  for (let count = 0; count < 10; count += 1)
    expect(await factors.confirm('a', 's', right === '000000' ? '000001' : '000000')).toBeNull()
  expect(await factors.confirm('a', 's', right)).toBeNull()
  expect(factors.of('a')).toBeNull()
})

test('a recovery code that comes ten times at once opens once', async () => {
  const { recovery } = await set('a')
  const used = await Promise.all(Array.from({ length: 10 }, () => factors.use('a', recovery[4]!)))
  expect(used.filter((one) => one !== null)).toEqual([{ by: 'recovery', left: 9 }])
})

test('whatever happens to an account at once, the ledger and the running server agree on it, and nobody has two', async () => {
  const deeds = fc.constantFrom('set', 'end', 'renew', 'recovery', 'code')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deeds, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        let codes: string[] = []
        let secret: Buffer | null = null
        const does = {
          set: async () => {
            const begun = factors.begin('a', 's')!
            const made = await factors.confirm('a', 's', codeOf(bytesOf(begun), stepAt(now)))
            if (made) [codes, secret] = [made, bytesOf(begun)]
          },
          end: () => factors.end('a', 'admin'),
          renew: async () => {
            codes = (await factors.renew('a')) ?? codes
          },
          recovery: () => factors.use('a', codes[0] ?? 'none'),
          code: () => factors.use('a', secret ? codeOf(secret, stepAt(now)) : '000000'),
        }
        for (const round of rounds) {
          await Promise.all(round.map((deed) => does[deed]()))
          later()
        }
        const again = await createFactors({ ledger, clock, seal: createSeal(readKeys(keyFile())) })
        expect(again.of('a')).toEqual(factors.of('a'))
        expect((await kept()).length).toBe(factors.of('a') === null ? 0 : 1)
      },
    ),
    { numRuns: 60 },
  )
})
