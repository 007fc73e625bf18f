import { randomUUID } from 'node:crypto'
import type { Catalog } from '../../catalog/index.ts'
import type { Person, RegionCode, SavedView, SavedViewChange, SavedViewWish, Scope } from '../../contract/index.ts'
import { mayRead, problem, Refused, regionOf } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Ledger } from '../../store/index.ts'
import { openShelf, type Kept } from './shelf.ts'

/** Who reads, and what they may see. */
export interface Reading {
  person: Person
  scope: Scope
}

export interface KeptDeps {
  ledger: Ledger
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** What somebody is called now whose account was anonymised; `null` for everybody else. */
  formerName?: (id: string) => string | null
}

interface Record extends Kept {
  title: string
  address: string
  region: RegionCode
  indicators: string[]
  shared: boolean
  author: { id: string; name: string }
  at: number
}

/** Views people saved; a shared one is there only for those who may see all it names. */
export interface SavedViews {
  list: (reader: Reading) => SavedView[]
  save: (wish: SavedViewWish, reader: Reading) => Promise<SavedView>
  /** Throws `Refused` unless it is the reader's own. */
  change: (id: string, change: SavedViewChange, reader: Reading) => Promise<SavedView>
  remove: (id: string, reader: Reading) => Promise<void>
  /** Brings a removed one back. */
  restore: (id: string, reader: Reading) => Promise<SavedView>
}

const MOST = 200

/** Absent, or somebody else's: told apart by nobody. */
const unknown = (id: string): Refused =>
  new Refused(problem(404, 'unknown-view', `没有保存过的视图 ${id}`, { field: 'id', hint: '可能已被保存它的人删除' }))

export const createSavedViews = async ({
  ledger,
  catalog,
  regions,
  clock,
  formerName,
}: KeptDeps): Promise<SavedViews> => {
  const shelf = await openShelf<Record>(ledger, 'view')

  const maySee = ({ region, indicators }: Record, scope: Scope): boolean =>
    indicators.every((id) => {
      const theme = catalog().indicators.get(id)?.theme
      return theme !== undefined && mayRead(regions, scope, region, theme)
    })
  /** A view can be saved only of what one may see, so that sharing lends nothing. */
  const checked = ({ region, indicators, ...rest }: SavedViewWish, scope: Scope): SavedViewWish => {
    for (const id of indicators) {
      const theme = catalog().indicators.get(id)?.theme
      if (theme === undefined || !scope.reaches.some(({ themes }) => themes === 'all' || themes.includes(theme)))
        throw new Refused(problem(404, 'unknown-indicator', `没有指标 ${id}`, { field: 'indicators' }))
      regionOf(regions, scope, region, theme)
    }
    return { ...rest, indicators, region: regionOf(regions, scope, region) }
  }
  const shown = ({ removed: _, author, at, ...view }: Record, { person }: Reading): SavedView => ({
    ...view,
    author: formerName?.(author.id) ?? author.name,
    mine: author.id === person.id,
    at: clock.zone.format(at),
  })
  const own = (id: string, { person }: Reading, removed: boolean): Record => {
    const view = shelf.get(id)
    if (!view || view.removed !== removed || view.author.id !== person.id) throw unknown(id)
    return view
  }
  const put = async (view: Record, reader: Reading): Promise<SavedView> => {
    await shelf.put(view)
    return shown(view, reader)
  }

  return {
    list: (reader) =>
      shelf
        .all()
        .filter((view) => view.author.id === reader.person.id || (view.shared && maySee(view, reader.scope)))
        .map((view) => shown(view, reader))
        .sort((a, b) => Number(b.mine) - Number(a.mine) || a.title.localeCompare(b.title, 'zh')),
    save: async (wish, reader) => {
      const { person, scope } = reader
      if (shelf.all().filter(({ author }) => author.id === person.id).length >= MOST)
        throw new Refused(problem(409, 'too-many-views', `每人最多保存 ${MOST} 个视图`, { hint: '请先删除不再使用的' }))
      return put(
        {
          ...checked(wish, scope),
          id: randomUUID(),
          removed: false,
          author: { id: person.id, name: person.name },
          at: clock.local(),
        },
        reader,
      )
    },
    change: async (id, change, reader) => {
      const view = own(id, reader, false)
      const { title, address, region, indicators, shared } = { ...view, ...change }
      const next =
        change.region === undefined && change.indicators === undefined
          ? { title, address, region, indicators, shared }
          : checked({ title, address, region, indicators, shared }, reader.scope)
      return put({ ...view, ...next, at: clock.local() }, reader)
    },
    remove: async (id, reader) => void (await put({ ...own(id, reader, false), removed: true }, reader)),
    restore: (id, reader) => put({ ...own(id, reader, true), removed: false }, reader),
  }
}
