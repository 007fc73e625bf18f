import type { Catalog } from '../../catalog/index.ts'
import type { Person, RegionCode, Scope } from '../../contract/index.ts'
import type { Indicators } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Document } from '../document/model.ts'
import { named, type Stamp } from '../export/exporter.ts'
import type { Pin } from '../table/index.ts'
import { createSpecial, type Subject } from '../special/index.ts'
import { createBehind, sheetsOf } from '../behind/index.ts'
import type { CasesOf } from './cases.ts'
import { appendixOf } from './appendix.ts'
import { fill, periodOf } from './fill.ts'
import { numbered } from './numbered.ts'
import { createNumbers } from './numbers.ts'
import { indicatorsOf } from './read/check.ts'
import type { Template } from './read/parse.ts'

export interface WriteDeps {
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  clock: Clock
}

/** One issue of a report. `made` is when it was first made: the same order gives the same document. */
interface ReportOrder {
  template: Template
  region: RegionCode
  bucket: number
  pin: Pin
  made: string
  exporter: Pick<Person, 'name' | 'post'>
  scope: Scope
  subject: Subject | null
  cases: CasesOf
}

/**
 * Fills a template with the numbers of its place and period, which are kept with it. Throws `Refused` for what this
 * person may not see.
 */
export const writeReport = async (
  { indicators, catalog: current, regions, clock }: WriteDeps,
  order: ReportOrder,
): Promise<Document> => {
  const catalog = current()
  const { template, region, bucket, pin, exporter } = order
  const occasion = { region, grain: template.grain, bucket, pin }
  const name = regions.get(region)?.name ?? region
  const level = regions.children(region)[0]?.level
  const by = named(exporter)
  const stamp: Stamp = {
    title: order.subject ? `${name}“${order.subject.title}”${template.title}` : `${name}${template.title}`,
    scope: `${name}，${periodOf({ clock, occasion })}`,
    exporter: by,
    at: order.made,
    asOf: pin.asOf,
    version: pin.version,
    definitions: { revision: catalog.revision, where: '附录' },
  }
  const behind = createBehind()
  const numbers = createNumbers(
    { indicators, catalog, regions, scope: order.scope, zone: clock.zone, use: behind.use },
    occasion,
  )
  const childLevel = regions.levels.find(({ id }) => id === level)?.title ?? '区域'
  const special =
    order.subject
    && createSpecial({ indicators, catalog, regions, clock, scope: order.scope, pin, use: behind.use }, order.subject)
  const blocks = await fill(
    {
      catalog,
      clock,
      numbers,
      behind,
      occasion,
      region: { name, childLevel },
      exporter: by,
      special,
      cases: order.cases,
      headings: { count: 0 },
    },
    template.nodes,
  )
  const watched = order.subject?.alert?.indicator
  const spoken = [
    ...(watched ? [watched.id] : []),
    ...indicatorsOf(template),
    ...behind.all().map(({ used }) => used.indicator.id),
  ]
  const whole = numbered([...blocks, ...appendixOf(spoken, catalog, stamp)])
  const data = await sheetsOf(
    { indicators, catalog, regions, zone: clock.zone, scope: order.scope, region, stamp },
    behind,
    { written: blocks, numbered: whole },
  )
  return { stamp, blocks: whole, data }
}
