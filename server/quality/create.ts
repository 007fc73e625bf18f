import { randomUUID } from 'node:crypto'
import type { Catalog, DeliveredDataset } from '../catalog/index.ts'
import type { Action, DataReturn, DeliveriesAnswer, Person, QualityAnswer, Scope } from '../contract/index.ts'
import { problem, Refused, seesAll } from '../indicators/index.ts'
import { tableSpec } from '../ingest/index.ts'
import type { Clock } from '../lib/index.ts'
import { can, type Regions } from '../regions/index.ts'
import { createRecords, type Ledger, type Sql, type Store } from '../store/index.ts'
import { findDelivered, readDelivered, readSums, type Delivered, type Sums } from './deliveries.ts'
import { byOf, readAnswer, returnInfo, type AnsweredBy, type ReturnRecord, type ShowDeps } from './returns.ts'

export interface QualityDeps {
  store: Pick<Store, 'read'>
  ledger: Ledger
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** What a person may do so with. */
  rightTo: (person: Person, action: Action) => Scope
  formerName: ShowDeps['formerName']
  people: () => readonly Person[]
  /** Told of a return, with those who look after the data of that theme and may not return it: whose it is to put right. */
  returned: (people: readonly string[], what: { by: string; what: { rows: string; remark: string } }) => void
}

/**
 * How datasets are delivered, and what was returned to whoever delivered it. Nothing here touches a row. Everything
 * throws `Refused`, in the same words for what is not there and what the reader may not see.
 */
export interface Quality {
  ready: () => Promise<void>
  /** Whether there is a dataset of whose deliveries somebody is told. */
  isFor: (person: Person) => boolean
  /** Datasets whose rows the reader may see in all places. */
  sums: (person: Person) => Promise<QualityAnswer>
  deliveries: (person: Person, dataset: string) => Promise<DeliveriesAnswer>
  /** Returns a batch; once, until it was answered or closed. */
  return: (person: Person, batch: string, words: string) => Promise<DataReturn>
  close: (person: Person, id: string, words: string) => Promise<DataReturn>
  /** What a sender has been returned of a dataset and not answered. */
  openFor: (sender: string, dataset: string) => Promise<DataReturn[]>
}

const DAYS = 30
const NEVER: Sums = { deliveries: 0, accepted: 0, rejected: 0, gaps: 0, longestGapMs: null, last: null }
const DAY_MS = 86_400_000
const SHOWN = 50

const noDataset = (id: string): Refused =>
  new Refused(problem(404, 'unknown-dataset', `没有编号为“${id}”的数据资源`, { field: 'dataset', hint: '请核对编号' }))
const noBatch = (batch: string): Refused =>
  new Refused(problem(404, 'unknown-batch', `没有批次 ${batch}`, { field: 'batch' }))
const noReturn = (id: string): Refused =>
  new Refused(problem(404, 'unknown-return', `没有编号为 ${id} 的退回`, { field: 'id' }))
const notNow = (title: string): Refused => new Refused(problem(409, 'not-now', title))
const NOT_ALLOWED = problem(403, 'not-allowed', '您没有退回这个数据资源的权限', {
  hint: '需要在全域有该主题的“看明细”和“配置”权限',
})

export const createQuality = (deps: QualityDeps): Quality => {
  const { store, ledger, catalog, regions, clock, rightTo, people } = deps
  const show: ShowDeps = { zone: clock.zone, formerName: deps.formerName }
  const book = createRecords<ReturnRecord>(ledger, 'quality', 'data_return')
  const returns = new Map<string, ReturnRecord>()
  /** Deliveries stay: what has answered a return once answers it for good. */
  const answers = new Map<string, AnsweredBy>()

  const sees = (person: Person, theme: string): boolean => seesAll(regions, rightTo(person, 'rows'), theme)
  const mayReturn = (person: Person, theme: string): boolean =>
    sees(person, theme) && can(regions, person, { action: 'configure', region: regions.root.code, theme })
  const seenBy = (person: Person): DeliveredDataset[] =>
    [...catalog().datasets.values()].filter(
      (one): one is DeliveredDataset => one.type === 'delivered' && one.fedBy === null && sees(person, one.theme),
    )
  const datasetFor = (person: Person, id: string, missing: Refused): DeliveredDataset => {
    const dataset = catalog().datasets.get(id)
    if (dataset?.type !== 'delivered' || !sees(person, dataset.theme)) throw missing
    return dataset
  }
  const answerOf = async (sql: Sql, record: ReturnRecord): Promise<AnsweredBy | null> => {
    const dataset = catalog().datasets.get(record.dataset)
    const found =
      answers.get(record.id)
      ?? (dataset?.type === 'delivered' ? await readAnswer(sql, record, tableSpec(dataset)) : null)
    if (found) answers.set(record.id, found)
    return found
  }
  const told = async (records: readonly ReturnRecord[]): Promise<DataReturn[]> =>
    records.length === 0
      ? []
      : store.read(async (sql) => {
          const infos: DataReturn[] = []
          for (const record of records) infos.push(returnInfo(record, await answerOf(sql, record), show))
          return infos
        })
  const of = (which: (record: ReturnRecord) => boolean): ReturnRecord[] => [...returns.values()].filter(which).reverse()
  const keep = async (record: ReturnRecord): Promise<DataReturn> => {
    const before = returns.get(record.id)
    returns.set(record.id, record)
    await book.put(record).catch((error: unknown) => {
      if (before) returns.set(record.id, before)
      else returns.delete(record.id)
      throw error
    })
    return (await told([record]))[0]!
  }
  const tell = (
    person: Person,
    { title, theme }: DeliveredDataset,
    { at, rejected }: Delivered,
    words: string,
  ): void => {
    const theirs = people().filter((one) => sees(one, theme) && !mayReturn(one, theme))
    deps.returned(
      theirs.map(({ id }) => id),
      {
        by: person.id,
        what: {
          rows: `${title}，${clock.zone.format(at).slice(0, 16).replace('T', ' ')} 报送${rejected > 0 ? `，拒收 ${rejected} 行` : ''}`,
          remark: words,
        },
      },
    )
  }

  return {
    ready: async () => {
      await book.ready()
      for (const record of await book.all()) returns.set(record.id, record)
    },
    isFor: (person) => seenBy(person).length > 0,
    sums: async (person) => {
      const now = clock.local()
      const seen = seenBy(person)
      const sums = await store.read((sql) => readSums(sql, seen, now - DAYS * DAY_MS))
      const open = (await told(of(({ closed }) => closed === null))).filter(({ state }) => state === 'returned')
      return {
        asOf: clock.zone.format(now),
        days: DAYS,
        datasets: seen.map(({ id, theme, freshnessSeconds }) => {
          const { deliveries, accepted, rejected, gaps, longestGapMs, last } = sums.get(id) ?? NEVER
          return {
            dataset: id,
            deliveries,
            accepted,
            rejected,
            gaps,
            longestGapSeconds: longestGapMs === null ? null : Math.round(longestGapMs / 1000),
            last: last === null ? null : clock.zone.format(last),
            late: last !== null && now - last > freshnessSeconds * 1000,
            open: open.filter((one) => one.dataset === id).length,
            mayReturn: mayReturn(person, theme),
          }
        }),
      }
    },
    deliveries: async (person, id) => {
      const { theme } = datasetFor(person, id, noDataset(id))
      const delivered = await store.read((sql) => readDelivered(sql, id, SHOWN))
      const infos = await told(of(({ dataset }) => dataset === id))
      return {
        dataset: id,
        deliveries: delivered.map(({ batch, at, sender, source, accepted, rejected }) => ({
          batch,
          at: clock.zone.format(at),
          sender: sender?.name ?? source,
          accepted,
          rejected,
          returned: infos.find((one) => one.batch === batch) ?? null,
        })),
        returns: infos,
        mayReturn: mayReturn(person, theme),
      }
    },
    return: async (person, batch, words) => {
      const delivered = await store.read((sql) => findDelivered(sql, batch))
      const dataset = datasetFor(person, delivered?.dataset ?? '', noBatch(batch))
      if (!mayReturn(person, dataset.theme)) throw new Refused(NOT_ALLOWED)
      if (dataset.fedBy !== null) throw notNow('这个数据资源由本系统生成，没有可以退回的单位')
      const earlier = await told(of((one) => one.batch === batch && one.closed === null))
      const again = of((one) => one.batch === batch && one.closed === null)
      if (again.length > earlier.length || earlier.some(({ state }) => state === 'returned'))
        throw notNow('这一批已经退回，正等待改正')
      const info = await keep({
        id: randomUUID(),
        batch,
        dataset: dataset.id,
        sender: delivered!.sender?.id ?? null,
        at: clock.local(),
        by: byOf(person),
        words,
        closed: null,
      })
      tell(person, dataset, delivered!, words)
      return info
    },
    close: async (person, id, words) => {
      const record = returns.get(id)
      const { theme } = datasetFor(person, record?.dataset ?? '', noReturn(id))
      if (!mayReturn(person, theme)) throw new Refused(NOT_ALLOWED)
      if (record!.closed !== null) throw notNow('这项退回已经办结')
      return keep({ ...record!, closed: { at: clock.local(), by: byOf(person), words } })
    },
    openFor: async (sender, dataset) =>
      (await told(of((one) => one.dataset === dataset && one.sender === sender && one.closed === null))).filter(
        ({ state }) => state === 'returned',
      ),
  }
}
