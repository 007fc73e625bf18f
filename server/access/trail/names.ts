import type { Catalog } from '../../catalog/index.ts'
import { roleWords, actionWords, lastDayOf, type Grant } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'

export interface TrailDeps {
  catalog: () => Catalog
  regions: Regions
  nameOf: (username: string) => string | null
  formerName: (username: string) => string | null
}

/** What ids are called today; one that is gone keeps its id. */
export interface Names {
  dataset: (id: string) => string
  indicator: (id: string) => string
  screen: (id: string) => string
  rule: (id: string) => string
  region: (code: string) => string
  column: (dataset: string, id: string) => string
  person: (username: string) => string
  grant: (grant: Grant & { endsAt?: string | null }) => string
}

export const createNames = ({ catalog, regions, nameOf }: Omit<TrailDeps, 'formerName'>): Names => {
  const quoted = (title: string | undefined, id: string): string => `“${title ?? id}”`
  const region = (code: string): string => regions.get(code)?.name ?? code
  const themes = (ids: Grant['themes']): string =>
    ids === 'all'
      ? '全部主题'
      : ids.map((id) => catalog().themes.find((theme) => theme.id === id)?.title ?? id).join('、')
  return {
    dataset: (id) => quoted(catalog().datasets.get(id)?.title, id),
    indicator: (id) => quoted(catalog().indicators.get(id)?.title, id),
    screen: (id) => quoted(catalog().screens.get(id)?.title, id),
    rule: (id) => quoted(catalog().alerts.get(id)?.title, id),
    region,
    column: (dataset, id) => {
      const found = catalog().datasets.get(dataset)
      return (found?.type === 'delivered' ? found.columns[id]?.title : undefined) ?? id
    },
    person: (username) => {
      const name = nameOf(username)
      return name === null || name === username ? username : `${name}（${username}）`
    },
    grant: ({ endsAt, ...grant }) =>
      `${roleWords[grant.role]}，${region(grant.region)}，${themes(grant.themes)}，${grant.actions.map((action) => actionWords[action].title).join('、')}${endsAt ? `，有效期至 ${lastDayOf(endsAt)}` : ''}`,
  }
}
