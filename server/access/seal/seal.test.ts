import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey, readKeys } from './key-file.ts'
import { createSeal } from './seal.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'yiping-seal-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 }).map((array) => Buffer.from(array))
const [key, other] = [randomBytes(32), randomBytes(32)]

test('what was closed opens, for the one it was closed for', () => {
  const seal = createSeal([key])
  fc.assert(
    fc.property(bytes, fc.string(), fc.string(), (secret, of, else_) => {
      const sealed = seal.close(secret, of)!
      expect(seal.open(sealed, of)).toEqual(secret)
      if (else_ !== of) expect(seal.open(sealed, else_)).toBeNull()
      expect(seal.close(secret, of)).not.toBe(sealed)
      expect(Buffer.from(sealed.split('.')[1]!, 'base64url').includes(secret) && secret.length > 4).toBe(false)
    }),
  )
})

test('another key opens nothing, whatever was changed opens nothing, and without a key nothing is closed', () => {
  const seal = createSeal([key])
  fc.assert(
    fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (secret, at, by) => {
      const sealed = seal.close(secret, 'a')!
      expect(createSeal([other]).open(sealed, 'a')).toBeNull()
      const [name, text] = sealed.split('.')
      const closed = Buffer.from(text!, 'base64url')
      closed[at % closed.length]! ^= by
      expect(seal.open(`${name}.${closed.toString('base64url')}`, 'a')).toBeNull()
    }),
  )
  expect(createSeal([]).close(Buffer.from('a'), 'a')).toBeNull()
  for (const text of ['', '.', 'a.b', 'MFRGGZDFMZTWQ2LK']) expect(seal.open(text, 'a')).toBeNull()
})

test('a newer key closes, and the older ones go on opening', () => {
  const old = createSeal([key]).close(Buffer.from('secret'), 'a')!
  const both = createSeal([other, key])
  expect(both.open(old, 'a')!.toString()).toBe('secret')
  const fresh = both.close(Buffer.from('secret'), 'a')!
  expect([both.isFresh(old), both.isFresh(fresh)]).toEqual([false, true])
  expect(createSeal([key]).open(fresh, 'a')).toBeNull()
})

test('the file of keys is read by its owner alone, keeps the older ones, and a torn one is said', () => {
  const file = join(folder, 'keys')
  expect(readKeys(file)).toEqual([])
  const [first] = addKey(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  chmodSync(file, 0o644)
  expect(readKeys(file)).toEqual([first])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const [second, kept] = addKey(file)
  expect([kept, second!.equals(first!)]).toEqual([first, false])
  expect(readKeys(file)).toEqual([second, first])
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -5))
  expect(() => readKeys(file)).toThrow('第 2 个密钥不完整')
})
