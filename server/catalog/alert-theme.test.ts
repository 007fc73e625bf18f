import path from 'node:path'
import { expect, test } from 'vitest'
import { createProbe } from '../store/index.ts'
import { alertThemeOf } from './alert-theme.ts'
import { loadCatalog } from './load.ts'

test("a screen of one theme has its alerts, one of no theme or of indices over all themes has everybody's", async () => {
  const probe = await createProbe()
  const catalog = await loadCatalog({ folder: path.resolve(import.meta.dirname, '../../metrics'), probe }).finally(() =>
    probe.close(),
  )
  const of = (id: string): string | null => alertThemeOf(catalog, catalog.screens.get(id)!)
  expect(['governance', 'service', 'overview', 'supervision', 'loop'].map(of)).toEqual([
    'governance',
    'service',
    null,
    null,
    null,
  ])
})
