import type { Catalog } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import type { Episode } from '../types.ts'

/**
 * What became of an alert: `actedAt` is the first signature or act on its case by anybody; times are local
 * milliseconds.
 */
export interface AlertOutcome {
  indicator: string
  region: RegionCode
  theme: string
  at: number
  actedAt: number | null
  becameCase: boolean
}

/** One that was withdrawn with its rule, or that nobody was told of, is nobody's to act on. */
export const outcomesOf = (episodes: readonly Episode[], catalog: Catalog): AlertOutcome[] =>
  episodes.flatMap(({ rule, region, theme, since, told, acknowledged, end, case: number }) => {
    const subject = catalog.alerts.get(rule)?.subject
    if (!subject || !('indicator' in subject) || end === 'withdrawn' || told.length === 0) return []
    const acts = [acknowledged?.at, ...told.map(({ acted }) => acted)].filter((at) => at !== null && at !== undefined)
    return [
      {
        indicator: subject.indicator,
        region,
        theme,
        at: since,
        actedAt: acts.length === 0 ? null : Math.min(...acts),
        becameCase: number !== null,
      },
    ]
  })
