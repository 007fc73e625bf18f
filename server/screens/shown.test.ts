import path from 'node:path'
import { expect, test } from 'vitest'
import { loadCatalog } from '../catalog/index.ts'
import { createProbe } from '../store/index.ts'
import { indicatorsIn, panelsOf, shownOn } from './shown.ts'

const probe = await createProbe()
const catalog = await loadCatalog({ folder: path.resolve(import.meta.dirname, '../../metrics'), probe }).finally(() =>
  probe.close(),
)
const ids = [...catalog.screens.keys()]

test.each(ids)('screen %s: all its panels name is shown, with the parts it is made of', (id) => {
  const shown = shownOn(catalog, [id])
  for (const panel of panelsOf(catalog.screens.get(id)!))
    for (const indicator of indicatorsIn(panel)) expect(shown).toContain(indicator)
  for (const indicator of shown) {
    const { value } = catalog.indicators.get(indicator)!
    const parts =
      value.kind === 'formula'
        ? Object.values(value.parts)
        : value.kind === 'index'
          ? value.parts.map((part) => part.indicator)
          : []
    expect([...shown]).toEqual(expect.arrayContaining(parts))
  }
})

test("alerts bring their numbers along: those of a screen's theme, or of all where it stands over them", () => {
  const subjects = (theme: string | null): string[] =>
    [...catalog.alerts.values()].flatMap((rule) =>
      rule.subject.kind === 'indicator' && (theme === null || rule.theme === theme) ? [rule.subject.indicator] : [],
    )
  expect(subjects('environment').length).toBeGreaterThan(0)
  expect([...shownOn(catalog, ['environment'])]).toEqual(expect.arrayContaining(subjects('environment')))
  expect([...shownOn(catalog, ['overview'])]).toEqual(expect.arrayContaining(subjects(null)))
})

test('what is on another screen only is not shown, what is on one of several is', () => {
  const [economy, environment] = [shownOn(catalog, ['economy']), shownOn(catalog, ['environment'])]
  const elsewhere = [...environment].filter((id) => !economy.has(id))
  expect(elsewhere.length).toBeGreaterThan(5)
  expect([...shownOn(catalog, ['economy', 'environment'])]).toEqual(
    expect.arrayContaining([...economy, ...environment]),
  )
  expect([...shownOn(catalog, ['no-such-screen'])]).toEqual([])
})
