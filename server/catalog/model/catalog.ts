import type { CatalogProblem } from '../../contract/index.ts'
import type { Definition } from '../reading/definition.ts'
import type { AlertRule, Calendar } from './alert-rule.ts'
import type { CaseType, Unit, Worktime } from './case-type.ts'
import type { Dataset } from './dataset.ts'
import type { Indicator } from './indicator.ts'
import type { Plan } from './plan.ts'
import type { Screen } from './screen.ts'
import type { Simulation } from './simulation.ts'

/** The checked definitions. A broken one is absent (or its last good version is kept) and listed in `problems`. */
export interface Catalog {
  /** Hash of all definitions; changes whenever one changes. */
  revision: string
  city: { title: string; subtitle: string }
  themes: { id: string; title: string }[]
  datasets: ReadonlyMap<string, Dataset>
  indicators: ReadonlyMap<string, Indicator>
  screens: ReadonlyMap<string, Screen>
  worktimes: ReadonlyMap<string, Worktime>
  units: ReadonlyMap<string, Unit>
  caseTypes: ReadonlyMap<string, CaseType>
  calendars: ReadonlyMap<string, Calendar>
  plans: ReadonlyMap<string, Plan>
  alerts: ReadonlyMap<string, AlertRule>
  simulations: ReadonlyMap<string, Simulation>
  problems: CatalogProblem[]
  /** The definitions in force as they were written, by `list:id`; what a broken one falls back to. */
  written: ReadonlyMap<string, Definition>
}
