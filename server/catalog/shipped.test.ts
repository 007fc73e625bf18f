import path from 'node:path'
import { expect, test } from 'vitest'
import { createProbe } from '../store/index.ts'
import { says } from './fixture.ts'
import { loadCatalog } from './load.ts'

const folder = path.resolve(import.meta.dirname, '../../metrics')

test('the shipped definitions have no problems, use every kind of value, and are these', async () => {
  const probe = await createProbe()
  const catalog = await loadCatalog({ folder, probe }).finally(() => probe.close())
  expect(says(catalog)).toEqual([])
  const kinds = new Set([...catalog.indicators.values()].map(({ value }) => value.kind))
  expect([...kinds].sort()).toEqual([
    'active',
    'average',
    'count',
    'distinct',
    'formula',
    'index',
    'latest',
    'max',
    'min',
    'quantile',
    'ratio',
    'sum',
  ])
  expect({
    themes: catalog.themes.map(({ id, title }) => `${id} ${title}`),
    datasets: [...catalog.datasets.values()].map(
      (one) => `${one.id} ${one.type === 'derived' ? `derived/${one.every}` : one.kind}`,
    ),
    indicators: [...catalog.indicators.values()].map(
      ({ id, value, grains }) => `${id} ${value.kind} ${grains.join(' ')}`,
    ),
    caseTypes: [...catalog.caseTypes.values()].map(({ id, group, starts }) => `${id} ${group} ${starts}`),
    calendars: [...catalog.calendars.keys()],
    alerts: [...catalog.alerts.values()].map(
      ({ id, subject, steps }) =>
        `${id} ${subject.kind} ${[...steps].map(([level, own]) => `${level}:${own.map(({ band }) => band).join('/')}`).join(' ')}`,
    ),
    simulations: [...catalog.simulations.values()].map(
      ({ id, level, arrivals, backlog }) => `${id} ${level} ${arrivals} ${backlog}`,
    ),
    screens: [...catalog.screens.values()].map(({ id, theme }) => `${id} ${theme ?? '-'}`),
  }).toMatchSnapshot()
})

test('whoever is shown an alert of a shipped rule is told what to do: a sentence, and a plan with a step for its mildest colour', async () => {
  const probe = await createProbe()
  const { alerts, plans } = await loadCatalog({ folder, probe }).finally(() => probe.close())
  expect(alerts.size).toBeGreaterThan(20)
  for (const { id, advice, plan } of alerts.values()) {
    expect(advice, id).not.toBeNull()
    expect(plans.get(plan ?? '')?.steps[0]?.from, `${id} ${plan ?? ''}`).toBeNull()
  }
  const named = new Set([...alerts.values()].map(({ plan }) => plan))
  expect([...plans.keys()].filter((id) => !named.has(id))).toEqual([])
})
