import { randomUUID } from 'node:crypto'
import type { Annotation, AnnotationChange, AnnotationWish, Grain, Person, RegionCode } from '../../contract/index.ts'
import { mayRead, mayReadTheme, problem, Refused, regionOf } from '../../indicators/index.ts'
import { parseLocal, startOf } from '../../lib/index.ts'
import { can } from '../../regions/index.ts'
import type { KeptDeps, Reading } from './saved-views.ts'
import { openShelf, type Kept } from './shelf.ts'

interface Record extends Kept {
  region: RegionCode
  indicator: string | null
  on: string
  words: string
  author: { id: string; name: string }
  at: number
}

/** Where a chart stands: annotations of its place and of all above it belong into it. */
interface Spot {
  region: RegionCode
  indicator: string | null
  grain: Grain
  first?: number | undefined
  last?: number | undefined
}

/**
 * Words on dates: written by those who may take numbers of a place out, read by all who look at it or at a place below.
 */
export interface Annotations {
  list: (spot: Spot, reader: Reading) => Annotation[]
  /** The place a reader names, where they may see the indicator. Throws `Refused`. */
  place: (where: { region: string | undefined; indicator: string | null }, reader: Reading) => RegionCode
  /** Those of a chart on a screen, whose reader is known to see the place and the indicator. */
  on: (spot: Spot & { indicator: string }) => { bucket: string; words: string }[]
  mayAdd: (person: Person, where: { region: RegionCode; indicator: string | null }) => boolean
  add: (wish: AnnotationWish, reader: Reading) => Promise<Annotation>
  /**
   * Other words, or another date. Throws `Refused` unless the reader wrote it or looks after the place's definitions,
   * as do the next two.
   */
  change: (id: string, change: AnnotationChange, reader: Reading) => Promise<Annotation>
  remove: (id: string, reader: Reading) => Promise<Annotation>
  restore: (id: string, reader: Reading) => Promise<Annotation>
  /** Told of the place whose charts changed. */
  onChange: (listener: (region: RegionCode) => void) => void
}

/** Absent, or out of sight: told apart by nobody. */
const unknown = (id: string): Refused =>
  new Refused(problem(404, 'unknown-annotation', `没有标注 ${id}`, { field: 'id', hint: '可能已被删除' }))

export const createAnnotations = async ({
  ledger,
  catalog,
  regions,
  clock,
  formerName,
}: KeptDeps): Promise<Annotations> => {
  const shelf = await openShelf<Record>(ledger, 'annotation')
  const listeners: ((region: RegionCode) => void)[] = []
  const dateOf = (on: string): number => parseLocal(clock.zone, on)!

  /** A day that there is. Throws `Refused`. */
  const dated = (on: string): string => {
    if (parseLocal(clock.zone, on) === null)
      throw new Refused(problem(400, 'unreadable-time', `没有“${on}”这一天`, { field: 'on' }))
    return on
  }

  const standing = ({
    region,
    indicator,
    grain,
    first = -Infinity,
    last = Infinity,
  }: Spot): { note: Record; bucket: number }[] =>
    shelf
      .all()
      .filter(
        (note) =>
          regions.contains(note.region, region)
          && (note.indicator === null || indicator === null || note.indicator === indicator),
      )
      .map((note) => ({ note, bucket: startOf(grain, dateOf(note.on)) }))
      .filter(({ bucket }) => bucket >= first && bucket <= last)
      .sort((a, b) => a.note.on.localeCompare(b.note.on) || a.note.at - b.note.at)
  /** Words about no indicator stand in every chart: only who may speak in all themes writes them. */
  const mayAdd: Annotations['mayAdd'] = (person, { region, indicator }) => {
    const themes =
      indicator === null
        ? [...new Set([...catalog().indicators.values()].map(({ theme }) => theme))]
        : [catalog().indicators.get(indicator)?.theme ?? '']
    return themes.every((theme) => can(regions, person, { action: 'export', region, theme }))
  }
  const themeOf = (indicator: string | null): string | undefined =>
    indicator === null ? undefined : catalog().indicators.get(indicator)?.theme
  const place: Annotations['place'] = ({ region, indicator }, { scope }) => {
    const theme = themeOf(indicator)
    if (indicator !== null && (theme === undefined || !mayReadTheme(scope, theme)))
      throw new Refused(problem(404, 'unknown-indicator', `没有指标 ${indicator}`, { field: 'indicator' }))
    return regionOf(regions, scope, region, theme)
  }
  const mayChange = (note: Record, { person }: Reading): boolean =>
    note.author.id === person.id || can(regions, person, { action: 'configure', region: note.region })
  const shown = (note: Record, bucket: number, reader: Reading): Annotation => ({
    id: note.id,
    on: note.on,
    bucket: clock.zone.format(bucket),
    words: note.words,
    indicator: note.indicator,
    author: formerName?.(note.author.id) ?? note.author.name,
    at: clock.zone.format(note.at),
    region: mayRead(regions, reader.scope, note.region, themeOf(note.indicator)) ? note.region : null,
    mayChange: mayChange(note, reader),
  })
  const put = async (note: Record, reader: Reading): Promise<Annotation> => {
    await shelf.put(note)
    for (const listener of listeners) listener(note.region)
    return shown(note, dateOf(note.on), reader)
  }
  const changeable = (id: string, reader: Reading, removed: boolean): Record => {
    const note = shelf.get(id)
    if (!note || note.removed !== removed || !mayRead(regions, reader.scope, note.region, themeOf(note.indicator)))
      throw unknown(id)
    if (!mayChange(note, reader)) throw new Refused(problem(403, 'not-allowed', '只有写标注的人和数据管理员可以改动它'))
    return note
  }

  return {
    mayAdd,
    list: (spot, reader) => {
      const visible = ({ note }: { note: Record }): boolean =>
        note.indicator === null || mayRead(regions, reader.scope, spot.region, themeOf(note.indicator) ?? '')
      return standing(spot)
        .filter(visible)
        .map(({ note, bucket }) => shown(note, bucket, reader))
    },
    on: (spot) => standing(spot).map(({ note, bucket }) => ({ bucket: clock.zone.format(bucket), words: note.words })),
    place,
    add: async ({ region, indicator, on, words }, reader) => {
      const { person } = reader
      const code = place({ region, indicator }, reader)
      if (!mayAdd(person, { region: code, indicator }))
        throw new Refused(
          problem(403, 'not-allowed', '您没有在这里写标注的权限', {
            hint: '可以导出这里的数据的人才可以写标注；不限指标的标注还须有全部领域的权限',
          }),
        )
      return put(
        {
          id: randomUUID(),
          removed: false,
          region: code,
          indicator,
          on: dated(on),
          words,
          author: { id: person.id, name: person.name },
          at: clock.local(),
        },
        reader,
      )
    },
    change: async (id, { on, words }, reader) => {
      const note = changeable(id, reader, false)
      return put({ ...note, on: on === undefined ? note.on : dated(on), words: words ?? note.words }, reader)
    },
    remove: async (id, reader) => put({ ...changeable(id, reader, false), removed: true }, reader),
    restore: async (id, reader) => put({ ...changeable(id, reader, true), removed: false }, reader),
    onChange: (listener) => void listeners.push(listener),
  }
}
