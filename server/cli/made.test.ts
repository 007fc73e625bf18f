import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const tree = mkdtempSync(join(tmpdir(), 'yiping-tree-'))
afterEach(() => rmSync(tree, { recursive: true }))

test('the program made of a tree is taken as long as no source is newer, and by no other tree', () => {
  const stamp = join(tree, 'dist/server/made.json')
  const source = join(tree, 'server/lib/one.ts')
  for (const folder of ['server/cli', 'server/lib', 'dist/server']) mkdirSync(join(tree, folder), { recursive: true })
  cpSync(join(import.meta.dirname, 'made.mjs'), join(tree, 'server/cli/made.mjs'))
  writeFileSync(source, '')
  const asked = (): string =>
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `import { madeProgram } from './made.mjs'; console.log(madeProgram())`],
      { cwd: join(tree, 'server/cli'), encoding: 'utf8' },
    ).trim()
  const at = (file: string, seconds: number): void => utimesSync(file, seconds, seconds)

  expect(asked()).toBe('null')
  writeFileSync(stamp, JSON.stringify({ tree }))
  expect(asked()).toBe(join(tree, 'dist/server/program.js'))
  at(source, Date.now() / 1000 + 60)
  expect(asked()).toBe('null')
  at(source, 1)
  expect(asked()).toBe(join(tree, 'dist/server/program.js'))
  writeFileSync(stamp, JSON.stringify({ tree: '/elsewhere' }))
  expect(asked()).toBe('null')
})
