import type { MapPanel } from '../../../server/contract/index.ts'
import { bucketWords, type CivilTime } from '../../lib/moment.ts'

/** Of what and of when the colours are: `今日 · 按村社着色`. */
export const mapNote = (data: MapPanel, levelTitle: (level: string) => string, now: CivilTime): string =>
  [bucketWords(data.bucket, data.grain, now), `按${levelTitle(data.areaLevel)}着色`].join(' · ')
