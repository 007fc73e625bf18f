import type { Catalog } from '../../catalog/index.ts'
import type { AlertState } from '../../contract/index.ts'
import type { OwnFact } from '../../ingest/index.ts'
import type { Clock } from '../../lib/index.ts'
import { APP } from '../notify/tell.ts'
import type { Episode, Told } from '../types.ts'

const BANDS: Record<Episode['band'], string> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' }
const STATES: Record<AlertState, string> = {
  pending: '待确认',
  firing: '未签收',
  acknowledged: '已签收',
  recovering: '恢复中',
  resolved: '已解除',
}

const first = (told: readonly Told[], at: (one: Told) => number | null): number | null =>
  told.reduce<number | null>((least, one) => {
    const moment = at(one)
    return moment !== null && (least === null || moment < least) ? moment : least
  }, null)

/**
 * The row of an alert as it is at `came`. One that was withdrawn with its rule, or that nobody was to be told of, does
 * not count.
 */
export const alertFact = (
  episode: Episode,
  came: number,
  { catalog, clock }: { catalog: Catalog; clock: Clock },
): OwnFact => {
  const { id, rule, region, band, state, since, told, acknowledged, resolved, end, climbed } = episode
  const written = (at: number | null): string | null => (at === null ? null : clock.zone.format(at))
  const persons = told.filter(({ channel }) => channel === APP)
  const acted = first(persons, (one) => one.acted)
  return {
    alert_id: id,
    rule_id: rule,
    title: catalog.alerts.get(rule)?.title ?? rule,
    theme: catalog.themes.find(({ id: theme }) => theme === episode.theme)?.title ?? episode.theme,
    region_code: region,
    band: BANDS[band],
    status: STATES[state],
    started_at: written(since),
    updated_at: written(came),
    told_at: written(first(persons, (one) => one.at)),
    read_at: written(first(persons, (one) => one.read ?? one.acted)),
    acknowledged_at: written(acknowledged?.at ?? null),
    acted_at: written(acted),
    resolved_at: written(resolved),
    climbed,
    case_id: episode.case,
    counted: end !== 'withdrawn' && persons.length > 0,
  }
}
