import type { Writable } from 'node:stream'
import type { Person } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import { EXPORTERS, named, type Stamp } from '../export/index.ts'
import type { Made } from '../jobs/index.ts'
import { MOST_ROWS, type AdmitDeps } from './admit.ts'
import type { ReleaseRecord } from './record.ts'
import { sheetsOf } from './sheets.ts'
import { titleOf } from './show.ts'

interface WriteDeps extends AdmitDeps {
  clock: Clock
}

/**
 * Writes the rows that may leave, as they are now; `null` = their dataset is delivered no more. The sink is left open.
 */
export const writeRelease = async (
  deps: WriteDeps,
  release: ReleaseRecord,
  person: Person,
  sink: Writable,
): Promise<Made | null> => {
  const { indicators, rightTo, clock, catalog, regions } = deps
  const { dataset: name, region, from, until, columns, format } = release
  const { version, asOf } = await indicators.reading(rightTo(person, 'rows'), async (reading) =>
    Promise.resolve({ version: reading.version, asOf: clock.zone.format(reading.now) }),
  )
  const answer = await indicators.rows(
    { dataset: name, region, from, until, offset: 0, limit: MOST_ROWS, clear: columns },
    rightTo(person, 'rows'),
  )
  const dataset = catalog().datasets.get(name)
  if (dataset?.type !== 'delivered') return null
  const stamp: Stamp = {
    title: titleOf(deps, release),
    scope: `${regions.get(region)?.name ?? region}，${release.span}`,
    exporter: named(person),
    at: clock.zone.format(clock.local()),
    asOf,
    version,
    definitions: { revision: catalog().revision, where: '数据资源目录' },
  }
  const { extension, mime, alone, open } = EXPORTERS[format]
  const file = open(sink, stamp)
  for (const sheet of sheetsOf({ release, dataset, answer, stamp, clock, alone })) await file.sheet(sheet)
  await file.close()
  return { name: `${stamp.title}_${asOf.slice(0, 10)}.${extension}`, mime, issue: null }
}
