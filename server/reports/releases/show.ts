import type { Person, ReleaseAction, ReleaseInfo } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import { named } from '../export/index.ts'
import { mayDecide, type AdmitDeps } from './admit.ts'
import { stateOf, type ReleaseRecord } from './record.ts'

export interface ShowDeps extends AdmitDeps {
  clock: Clock
  /** What somebody is called now whose account was anonymised; `null` for everybody else. */
  formerName?: ((id: string) => string | null) | undefined
}

/** What the file is called. */
export const titleOf = ({ catalog }: Pick<ShowDeps, 'catalog'>, { dataset }: Pick<ReleaseRecord, 'dataset'>): string =>
  `${catalog().datasets.get(dataset)?.title ?? dataset}明细`

/** What somebody may do with it now. */
export const actionsOf = (deps: ShowDeps, release: ReleaseRecord, person: Person): ReleaseAction[] => {
  if (stateOf(release, deps.clock.now()) !== 'asked') return []
  if (release.person.id === person.id) return ['withdraw']
  return mayDecide(deps, person, release.person, release) ? ['approve', 'reject'] : []
}

/** A wish as a reader is told of it: its file is for whoever asked alone. */
export const releaseInfo = (deps: ShowDeps, release: ReleaseRecord, person: Person): ReleaseInfo => {
  const { catalog, regions, clock, formerName } = deps
  const { id, dataset, region, span, format, columns, rows, reason, decision, job } = release
  const found = catalog().datasets.get(dataset)
  const mine = release.person.id === person.id
  const called = (one: Person): string => formerName?.(one.id) ?? named(one)
  const moment = (at: number): string => clock.zone.format(clock.zone.toLocal(at))
  return {
    id,
    dataset,
    title: titleOf(deps, release),
    region,
    regionName: regions.get(region)?.name ?? region,
    span,
    format,
    rows,
    reason,
    mine,
    clear: columns.map((name) => (found?.type === 'delivered' ? found.columns[name]?.title : undefined) ?? name),
    by: called(release.person),
    at: moment(release.createdAt),
    state: stateOf(release, clock.now()),
    actions: actionsOf(deps, release, person),
    job: mine ? job : null,
    decision: decision && { by: called(decision.by), at: moment(decision.at), words: decision.words },
  }
}
