import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base32, codeOf, matchStep, newFactorSecret, otpauth, stepAt } from './totp.ts'

const seed = (length: number): Buffer => Buffer.from('1234567890'.repeat(7).slice(0, length))

/** RFC 6238, appendix B. */
test.each([
  [59, 'sha1', '94287082'],
  [59, 'sha256', '46119246'],
  [59, 'sha512', '90693936'],
  [1111111109, 'sha1', '07081804'],
  [1111111109, 'sha256', '68084774'],
  [1111111109, 'sha512', '25091201'],
  [1111111111, 'sha1', '14050471'],
  [1111111111, 'sha256', '67062674'],
  [1111111111, 'sha512', '99943326'],
  [1234567890, 'sha1', '89005924'],
  [1234567890, 'sha256', '91819424'],
  [1234567890, 'sha512', '93441116'],
  [2000000000, 'sha1', '69279037'],
  [2000000000, 'sha256', '90698825'],
  [2000000000, 'sha512', '38618901'],
  [20000000000, 'sha1', '65353130'],
  [20000000000, 'sha256', '77737706'],
  [20000000000, 'sha512', '47863826'],
])('at %i s the code by %s is %s', (seconds, hash, code) => {
  const length = { sha1: 20, sha256: 32, sha512: 64 }[hash]!
  expect(codeOf(seed(length), stepAt(seconds * 1000), { digits: 8, hash })).toBe(code)
})

/** RFC 4226, appendix D. */
test.each(
  ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map(
    (code, step) => [step, code] as const,
  ),
)('the code of step %i is %s', (step, code) => expect(codeOf(seed(20), step)).toBe(code))

/** RFC 4648, section 10, without padding. */
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j is written %j', (text, written) => expect(base32(Buffer.from(text))).toBe(written))

const NOW = Date.parse('2026-11-21T04:30:20Z')

test('the code before, the one of now and the one after count, others do not', () => {
  const secret = newFactorSecret()
  const steps = [-3, -2, -1, 0, 1, 2, 3].map((drift) => matchStep(secret, codeOf(secret, stepAt(NOW) + drift), NOW, 0))
  expect(steps.slice(2, 5)).toEqual([-1, 0, 1].map((drift) => stepAt(NOW) + drift))
  expect([...steps.slice(0, 2), ...steps.slice(5)]).toEqual([null, null, null, null])
})

test('a code that was used opens nothing more, nor does one from before it', () => {
  const secret = newFactorSecret()
  const at = stepAt(NOW)
  expect(matchStep(secret, codeOf(secret, at), NOW, at)).toBeNull()
  expect(matchStep(secret, codeOf(secret, at - 1), NOW, at)).toBeNull()
  expect(matchStep(secret, codeOf(secret, at + 1), NOW, at)).toBe(at + 1)
})

test('what is no code of six figures is none, whatever it is', () => {
  const secret = newFactorSecret()
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('1234567', '１２３４５６', ' 12345', '-12345', '1e5000')),
      (text) => {
        fc.pre(!/^\d{6}$/.test(text))
        expect(matchStep(secret, text, NOW, 0)).toBeNull()
      },
    ),
  )
})

test('the address names the issuer and the account, however they are written', () => {
  const address = new URL(otpauth('MZXW6', '萧山区 一屏', 'a&b'))
  expect([address.protocol, address.host, decodeURIComponent(address.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/萧山区 一屏:a&b',
  ])
  expect(Object.fromEntries(address.searchParams)).toEqual({
    secret: 'MZXW6',
    issuer: '萧山区 一屏',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
})
