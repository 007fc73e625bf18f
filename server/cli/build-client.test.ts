import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { isFresh } from './build-client.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-pages-'))
afterEach(() => rmSync(folder, { recursive: true }))

test('pages are fresh once their build came to its end, until a source is newer', () => {
  const [stamp, source] = [join(folder, '.built'), join(folder, 'client/pages/One.vue')]
  const sources = [join(folder, 'client'), join(folder, 'not there')]
  mkdirSync(join(folder, 'client/pages'), { recursive: true })
  writeFileSync(source, '')
  // As a build that was broken off leaves it.
  writeFileSync(join(folder, 'index.html'), '')
  const asked = [isFresh(stamp, sources)]
  writeFileSync(stamp, '')
  asked.push(isFresh(stamp, sources))
  utimesSync(source, Date.now() / 1000 + 60, Date.now() / 1000 + 60)
  asked.push(isFresh(stamp, sources))
  expect(asked).toEqual([false, true, false])
})
