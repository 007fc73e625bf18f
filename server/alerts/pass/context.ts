import type { Catalog } from '../../catalog/index.ts'
import type { Person } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Observation } from '../evaluate/observe.ts'
import type { Notice } from '../group/due-notices.ts'
import type { PlannedSilence } from '../silence/types.ts'
import type { RuleSwitch } from '../switch/types.ts'
import type { Draft } from './draft.ts'

/** What one pass stands on: the definitions, the place tree, the moment, and what was seen. */
export interface PassContext {
  catalog: Catalog
  regions: Regions
  /** Local ms. */
  now: number
  people: readonly Person[]
  silences: readonly PlannedSilence[]
  /** Who switched a rule against its file; `null` = nobody. */
  switchOf: (rule: string) => RuleSwitch | null
  /** Names of the channels that take a notice, beside the application itself. */
  channelsFor: (notice: Notice) => readonly { id: string; title: string }[]
  seen: readonly Observation[]
  newId: () => string
}

/** One step of the way from a value to a person; changes only the draft. */
export type Stage = (draft: Draft, context: PassContext, out: Notice[]) => void
