import type { Access } from '../access/index.ts'
import { createAnalysis, type Analysis } from '../analysis/index.ts'
import type { Person } from '../contract/index.ts'
import { fillUsage } from '../demo/index.ts'
import { mayRead } from '../indicators/index.ts'
import { createQuality, type Quality } from '../quality/index.ts'
import { createReports, loadOutlets, type Reports } from '../reports/index.ts'
import { createScreens, type Screens } from '../screens/index.ts'
import { createUsage, type Usage } from '../usage/index.ts'
import type { Ground } from './ground.ts'
import type { Loop } from './loop.ts'
import type { Numbers } from './numbers.ts'
import { folderBeside, type AppOptions } from './options.ts'

const HOUR_MS = 3_600_000
const PLAN_MS = 15_000

/** What people look at and take away. */
export interface Sight {
  analysis: Analysis
  screens: Screens
  usage: Usage
  reports: Reports
  quality: Quality
}

interface Parts {
  ground: Ground
  numbers: Numbers
  access: Access
  loop: Loop
  /** Told when what these people asked to take out, or may decide on, is another. */
  released: (people: readonly string[]) => void
}

export const createSight = async (
  { ground, numbers, access, loop, released }: Parts,
  options: AppOptions,
): Promise<Sight> => {
  const { clock, regions, catalog, store, ledger, audit, closing, failed } = ground
  const { indicators, demo } = numbers
  const { cases, alerts } = loop
  const analysis = await createAnalysis({ indicators, catalog, regions, clock, ledger, formerName: access.formerName })
  const screens = createScreens({
    indicators,
    catalog,
    regions,
    clock,
    alerts: alerts.open,
    tasks: cases.tasks,
    notes: analysis.annotations.on,
    failed: failed('panel failed'),
  })

  const counting = {
    ledger,
    catalog,
    regions,
    clock,
    outcomes: alerts.outcomes,
    people: access.people,
    failed: failed('use of screens not kept'),
  }
  if (demo) {
    const mayOpen = (person: Person, { theme }: { theme: string | null }, place: string): boolean =>
      mayRead(regions, access.scopeFor(person), place, theme ?? undefined)
    const opened = await fillUsage({ ...counting, mayOpen })
    if (opened > 0) options.progress?.(`演示看屏记录共 ${opened} 次`)
  }
  const usage = await createUsage(counting)
  closing.add(() => usage.close())

  const reports = createReports({
    indicators,
    catalog,
    regions,
    clock,
    smallCount: options.smallCount,
    filesKeptMs: options.filesKeptMs,
    ledger,
    alerts,
    cases,
    audit,
    metrics: options.metrics,
    files: folderBeside(options, 'files'),
    outlets: loadOutlets(options.channels ?? undefined),
    scopeFor: (person) => access.scopeFor(person, 'export'),
    rightTo: access.scopeFor,
    people: access.people,
    personNow: access.personNow,
    formerName: access.formerName,
    releaseChanged: (people, notice) => {
      if (notice) for (const person of people) access.notices.send(person, { ...notice, from: '' })
      released(people)
    },
    failed: failed('job failed'),
  })
  closing.add(() => reports.close())
  await reports.ready()
  closing.every(Math.min(HOUR_MS, options.filesKeptMs ?? HOUR_MS), reports.jobs.sweep, 'files not swept')
  closing.every(PLAN_MS, reports.plans.tick, 'report plans not looked at')
  const quality = createQuality({
    store,
    ledger,
    catalog,
    regions,
    clock,
    rightTo: access.scopeFor,
    formerName: access.formerName,
    people: access.people,
    returned: (people, what) => {
      for (const person of people) access.notices.send(person, { kind: 'data-returned', from: '', ...what })
    },
  })
  await quality.ready()
  return { analysis, screens, usage, reports, quality }
}
