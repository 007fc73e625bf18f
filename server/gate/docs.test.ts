import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const PAGES = ['README.md', 'docs/access.md', 'docs/architecture.md', 'docs/security.md']
const NAMED = /`((?:server|client|e2e|metrics|fixtures|bench|docs|\.ci)\/[\w./-]+)`/g

test.each(PAGES)('every file that %s names is there', (page) => {
  const named = [...readFileSync(resolve(root, page), 'utf8').matchAll(NAMED)].map((match) => match[1]!)
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((path) => !existsSync(resolve(root, path)))).toEqual([])
})

/** Cells of the rows of every table of requirements: what is asked, its state, how, and what shows it. */
const rows = readFileSync(resolve(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').trim()))
  .filter((cells) => cells.length === 4)
const STATES = ['met', 'partly', 'in part', 'not yet', 'proxy', 'n/a', '满足', '部分', '由反向代理', '由主机', '未实现']
const isMet = (state: string): boolean => /^(met|满足)/.test(state)

test('every requirement has a state we know, and one that is met names the test that shows it', () => {
  const requirements = rows.filter(([what, state]) => !['item', '条款', '---'].includes(what!) && state !== '---')
  expect(requirements.length).toBeGreaterThan(140)
  expect(requirements.filter(([, state]) => !STATES.some((known) => state!.startsWith(known)))).toEqual([])
  expect(requirements.filter(([, state, , shown]) => isMet(state!) && !/`[\w./-]+\.test\.ts`/.test(shown!))).toEqual([])
})
