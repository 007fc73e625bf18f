import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { factorKeyCommand } from './factor-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-factor-key-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

test.each([
  ['beside the ledger', 'YIPING_DATA', folder, join(folder, 'factor-key')],
  ['where it was put', 'YIPING_FACTOR_KEY', join(folder, 'apart'), join(folder, 'apart')],
])('the key that seals second factors is made and followed by a newer one, %s', async (_, name, value, file) => {
  vi.stubEnv(name, value)
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await factorKeyCommand().parseAsync([], { from: 'user' })
  await factorKeyCommand().parseAsync([], { from: 'user' })
  const said = printed.mock.calls.map(String)
  printed.mockRestore()
  expect(said[0]).toContain(`${file} 新建密钥`)
  expect(said[1]).toContain('另保留 1 个旧的')
  // Nothing of a key is printed.
  const keys = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^[\w-]{43}$/.test(line))
  expect(keys).toHaveLength(2)
  for (const key of keys) expect(said.join()).not.toContain(key)
})
