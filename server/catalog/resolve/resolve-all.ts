import type { Probe } from '../expression/index.ts'
import type { Definition, ListName } from '../reading/definition.ts'
import type { Finding } from '../reading/report.ts'
import {
  alertSchema,
  calendarSchema,
  caseTypeSchema,
  citySchema,
  datasetSchema,
  indicatorSchema,
  planSchema,
  screenSchema,
  simulationSchema,
  themeSchema,
  unitSchema,
  worktimeSchema,
  type DatasetDefinition,
  type IndicatorDefinition,
} from '../schema/index.ts'
import type { Catalog, Dataset, Indicator, Screen } from '../model/index.ts'
import { resolveCalendar } from './alerts/calendar.ts'
import { resolvePlan } from './alerts/plan.ts'
import { resolveRule } from './alerts/rule.ts'
import { resolveCaseType } from './cases/case-type.ts'
import { resolveWorktime } from './cases/worktime.ts'
import { candidatesOf, type Sources } from './candidates.ts'
import type { Context } from './context.ts'
import { resolveDelivered } from './datasets/delivered.ts'
import { resolveDerived } from './datasets/derived.ts'
import { resolveIndicator } from './indicators/indicator.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { resolveScreen } from './screen.ts'
import { resolveSimulation } from './simulation.ts'

export interface ResolveOptions {
  probe: Probe
  /** Levels of the place tree in use; those that screens name are known beside them. */
  levels: readonly string[]
}

const levelsOfScreens = (definitions: readonly Definition[]): string[] =>
  definitions.flatMap(({ list, raw }) => {
    const written: unknown =
      list === 'screens' && typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>)['level'] : null
    return Array.isArray(written) ? written.filter((level) => typeof level === 'string') : []
  })

const DEFAULT_CITY = { title: '一屏', subtitle: '' }

/** Turns definitions as written into the checked catalogue; what is wrong with one never costs another. */
export const resolveAll = async (
  sources: Sources,
  { probe, levels }: ResolveOptions,
): Promise<Omit<Catalog, 'revision' | 'problems'> & { problems: Finding[] }> => {
  const problems: Finding[] = []
  const candidates = (list: ListName | 'city') => {
    const found = candidatesOf(list, sources)
    problems.push(...found.problems)
    return found.candidates
  }
  const cities = await createLedger({
    candidates: candidates('city'),
    schema: citySchema,
    resolve: async ({ title, subtitle }) => ({ title, subtitle }),
  }).all()
  const themes = await createLedger({
    candidates: candidates('themes'),
    schema: themeSchema,
    resolve: async (theme) => theme,
  }).all()
  const worktimes = await createLedger({
    candidates: candidates('worktimes'),
    schema: worktimeSchema,
    resolve: async (written, _, report) => resolveWorktime(written, report),
  }).all()
  const calendars = await createLedger({
    candidates: candidates('calendars'),
    schema: calendarSchema,
    resolve: async (written, _, report) => resolveCalendar(written, worktimes.values, report),
  }).all()
  const byType = candidates('case_types')
  const byDataset = candidates('datasets')
  const byIndicator = candidates('indicators')
  const context: Context = {
    probe,
    themes: [...themes.values.keys()],
    levels: [...new Set([...levels, ...levelsOfScreens(sources.definitions)])],
    dataset: (id) => datasets.find(id),
    indicator: (id) => indicators.find(id),
    incomplete: sources.incomplete,
    datasetIds: [...byDataset.keys()],
    indicatorIds: [...byIndicator.keys()],
    caseTypeIds: [...byType.keys()],
  }
  const datasets: Ledger<Dataset> = createLedger<DatasetDefinition, Dataset>({
    candidates: byDataset,
    schema: datasetSchema,
    resolve: (written, definition, report) =>
      'derive' in written
        ? resolveDerived(written, definition, { ...context, report })
        : resolveDelivered(written, definition, { ...context, report }),
  })
  const indicators: Ledger<Indicator> = createLedger<IndicatorDefinition, Indicator>({
    candidates: byIndicator,
    schema: indicatorSchema,
    resolve: (written, definition, report) => resolveIndicator(written, definition, { ...context, report }),
  })
  const allDatasets = await datasets.all()
  const allIndicators = await indicators.all()
  const byPlan = candidates('plans')
  const plans = await createLedger({
    candidates: byPlan,
    schema: planSchema,
    resolve: async (written) => resolvePlan(written),
  }).all()
  const byRule = candidates('alerts')
  const alerts = await createLedger({
    candidates: byRule,
    schema: alertSchema,
    resolve: (written, definition, report) =>
      resolveRule(written, definition, {
        ...context,
        report,
        calendars: calendars.values,
        planIds: [...byPlan.keys()],
        ruleIds: [...byRule.keys()],
        caseTypes: [...byType.keys()],
      }),
  }).all()
  const screens = await createLedger({
    candidates: candidates('screens'),
    schema: screenSchema,
    resolve: (written, definition, report) =>
      resolveScreen(written, definition, { ...context, report }) as Promise<Screen | null>,
    tolerant: true,
  }).all()
  const units = await createLedger({
    candidates: candidates('units'),
    schema: unitSchema,
    resolve: async ({ region, ...unit }) => ({ ...unit, region: region ?? null }),
  }).all()
  const caseTypes = await createLedger({
    candidates: byType,
    schema: caseTypeSchema,
    resolve: async (written, definition, report) =>
      resolveCaseType(written, definition, { ...context, report, worktimes: worktimes.values }),
  }).all()
  const simulations = await createLedger({
    candidates: candidates('simulations'),
    schema: simulationSchema,
    resolve: (written, _, report) => resolveSimulation(written, { ...context, report }),
  }).all()
  const parts = [
    cities,
    themes,
    calendars,
    allDatasets,
    allIndicators,
    plans,
    alerts,
    screens,
    worktimes,
    units,
    caseTypes,
    simulations,
  ]
  return {
    city: cities.values.get('city') ?? DEFAULT_CITY,
    themes: [...themes.values.values()].sort((a, b) => a.order - b.order).map(({ id, title }) => ({ id, title })),
    datasets: allDatasets.values,
    indicators: allIndicators.values,
    screens: screens.values,
    worktimes: worktimes.values,
    units: units.values,
    caseTypes: caseTypes.values,
    calendars: calendars.values,
    plans: plans.values,
    alerts: alerts.values,
    simulations: simulations.values,
    problems: [...problems, ...parts.flatMap((part) => part.problems)],
    written: new Map(
      parts
        .flatMap((part) => part.definitions)
        .map((definition) => [`${definition.list}:${definition.id}`, definition]),
    ),
  }
}
