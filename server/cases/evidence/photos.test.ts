import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refused } from '../../indicators/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { createLedger, type Ledger } from '../../store/index.ts'
import { CASE_TABLES } from '../rows/tables.ts'
import { png } from './image.fixture.ts'
import { createPhotos, type Photos } from './photos.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-photos-'))
let now = Date.parse('2026-11-25T09:00:00+08:00')
let ledger: Ledger
beforeAll(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '50MB' })
  await ledger.migrate('cases', CASE_TABLES)
})
afterAll(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true })
})

const brought = async (photos: Photos, shade: number, author: string): Promise<string> => {
  try {
    return (await photos.keep(png([], shade), author)).mediaType
  } catch (error) {
    if (error instanceof Refused) return error.problem.type
    throw error
  }
}
const open = (quota: { photos: number; bytes: number }): Photos =>
  createPhotos({ folder, ledger, clock: createClock(createZone('Asia/Shanghai'), () => now), quota })

test('a person may bring so many photos a day; the same one again, the next day and another person are let through', async () => {
  const photos = open({ photos: 2, bytes: 1_000_000 })
  expect([await brought(photos, 1, 'a'), await brought(photos, 2, 'a'), await brought(photos, 3, 'a')]).toEqual([
    'image/png',
    'image/png',
    '/problems/photo-quota',
  ])
  expect([await brought(photos, 2, 'a'), await brought(photos, 3, 'b')]).toEqual(['image/png', 'image/png'])
  now += 86_400_001
  expect(await brought(photos, 3, 'a')).toBe('image/png')
})

test('and so many bytes', async () => {
  const one = png([]).length
  const photos = open({ photos: 100, bytes: one * 2 + 20 })
  expect([await brought(photos, 10, 'c'), await brought(photos, 20, 'c'), await brought(photos, 30, 'c')]).toEqual([
    'image/png',
    'image/png',
    '/problems/photo-quota',
  ])
})
