import { expect, test } from 'vitest'
import { QUICK } from './quick.fixture.ts'
import { createPasswords } from './password.ts'

test('unless said otherwise a password costs what OWASP asks for, and what is kept says so', async () => {
  const passwords = createPasswords()
  const kept = await passwords.hash('Spring-tide-2026')
  expect(kept).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  expect(await passwords.matches('Spring-tide-2026', kept)).toBe(true)
  expect(await passwords.matches('Spring-tide-2025', kept)).toBe(false)
})

test('what was kept at another cost still opens, and nothing opens where nothing is kept', async () => {
  const kept = await createPasswords(QUICK).hash('Spring-tide-2026')
  expect(kept).toMatch(/^scrypt\$16\$/)
  expect(await createPasswords().matches('Spring-tide-2026', kept)).toBe(true)
  expect(await createPasswords(QUICK).matches('Spring-tide-2026', null)).toBe(false)
})

test('every sign counts, the last of two hundred and a space too', async () => {
  const passwords = createPasswords(QUICK)
  const long = `${'钱塘 tide '.repeat(24)}看潮要去盐官`
  const kept = await passwords.hash(long)
  expect(
    await Promise.all(
      [long, `${long.slice(0, -1)}关`, `${long} `, long.replace(' ', '')].map((one) => passwords.matches(one, kept)),
    ),
  ).toEqual([true, false, false, false])
})

test('two hashes of one password have nothing in common', async () => {
  const { hash } = createPasswords(QUICK)
  const [one, other] = [await hash('Spring-tide-2026'), await hash('Spring-tide-2026')].map((kept) =>
    kept.split('$').slice(4),
  )
  expect(one!.filter((part) => other!.includes(part))).toEqual([])
})
