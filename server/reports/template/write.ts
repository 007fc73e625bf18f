import type { Catalog } from '../../catalog/index.ts'
import type { Person, RegionCode, Scope } from '../../contract/index.ts'
import type { Indicators } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Document } from '../document/model.ts'
import type { Stamp } from '../export/exporter.ts'
import type { Pin } from '../table/index.ts'
import { appendixOf } from './appendix.ts'
import { fill, periodOf } from './fill.ts'
import { createNumbers } from './numbers.ts'
import type { Template } from './parse.ts'

export interface WriteDeps { indicators: Indicators; catalog: () => Catalog; regions: Regions; clock: Clock }

/** One issue of a report. `made` is when it was first made: the same order gives the same document. */
export interface ReportOrder { template: Template; region: RegionCode; bucket: number; pin: Pin; made: string; exporter: Pick<Person, 'name' | 'post'>; scope: Scope }

/** Fills a template with the numbers of its place and period. Throws `Refused` for what this person may not see. */
export const writeReport = async ({ indicators, catalog: current, regions, clock }: WriteDeps, order: ReportOrder): Promise<Document> => {
  const catalog = current()
  const { template, region, bucket, pin, exporter } = order
  const occasion = { region, grain: template.grain, bucket, pin }
  const name = regions.get(region)?.name ?? region
  const level = regions.children(region)[0]?.level
  const by = `${exporter.name}（${exporter.post}）`
  const stamp: Stamp = { title: `${name}${template.title}`, scope: `${name}，${periodOf({ clock, occasion })}`, exporter: by, at: order.made, asOf: pin.asOf, version: pin.version }
  const numbers = createNumbers({ indicators, catalog, regions, scope: order.scope }, occasion)
  const childLevel = regions.levels.find(({ id }) => id === level)?.title ?? '区域'
  const blocks = await fill({ catalog, clock, numbers, occasion, region: { name, childLevel }, exporter: by }, template.nodes)
  return { stamp, blocks: [...blocks, ...appendixOf(template, catalog, stamp)] }
}
