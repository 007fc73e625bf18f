import { inject, onScopeDispose, provide, shallowRef, watchEffect, type InjectionKey, type ShallowRef } from 'vue'
import type { Grain, MeasureName, PivotAnswer } from '../../server/contract/index.ts'
import type { PivotQuestion } from '../remote/analysis.ts'
import type { PostRequest } from '../export/snippets.ts'
import type { Shown } from '../export/links.ts'

/** What the open tab really shows, as its answer says it: the span has both ends, the newest bucket a name. */
export interface OnScreen {
  indicators: readonly string[]
  region: string
  /** Empty = the region alone. */
  level: string
  /** Of the places of the level only these; empty = all. */
  only: readonly string[]
  grain: Grain
  from: string
  to: string
  compare: readonly ('yoy' | 'pop')[]
  /** Dimensions its numbers are crossed by. */
  by?: readonly string[]
  /** Of single things only those whose name holds this. */
  find?: string
  /** The question whose answer single cells cannot give. */
  request: PostRequest | null
}

/** Measures that are made of more than one cell. */
const MADE: readonly MeasureName[] = ['ytd', 'ytdYoy', 'rank', 'rankChange']

const KEY: InjectionKey<ShallowRef<OnScreen | null>> = Symbol('on-screen')

/** The page's place for it. */
export const provideOnScreen = (): ShallowRef<OnScreen | null> => {
  const shown = shallowRef<OnScreen | null>(null)
  provide(KEY, shown)
  return shown
}

/** A tab tells what it shows, for as long as it is open. */
export const tellOnScreen = (tell: () => OnScreen | null): void => {
  const shown = inject(KEY, null)
  if (!shown) return
  watchEffect(() => {
    shown.value = tell()
  })
  onScopeDispose(() => {
    shown.value = null
  })
}

/** A bucket as a query names it: its date, with the hour only where buckets are hours. */
export const bucketName = (bucket: string, grain: Grain): string => (grain === 'hour' ? bucket : bucket.slice(0, 10))

/** Each indicator of it as the cells of one query. */
export const cellsOf = ({ indicators, request: _, ...asked }: OnScreen): Shown[] =>
  indicators.map((indicator) => ({ indicator, by: [], ...asked }))

/** What of a pivot stands in no cell, in words; empty = nothing. */
const beyondCells = ({ measures }: PivotAnswer): string =>
  measures
    .filter(({ id }) => MADE.includes(id))
    .map(({ title }) => title)
    .join('、')

/**
 * What a pivot shows: its times where they are on an axis, else the one that stands still; likewise places and
 * indicators.
 */
export const pivotOnScreen = (answer: PivotAnswer, asked: PivotQuestion): OnScreen => {
  const { grain, pin, rows, columns, measures } = answer
  const axes = [rows.axis, columns.axis]
  const times = [rows, columns].find(({ axis }) => axis === 'time')?.heads.map(({ key }) => key) ?? [pin.bucket]
  const ids = measures.map(({ id }) => id)
  const beyond = beyondCells(answer)
  return {
    grain,
    region: axes.includes('region') ? (asked.region ?? pin.region) : pin.region,
    level: axes.includes('region') ? (asked.level ?? '') : '',
    only: axes.includes('region') ? (asked.only ?? []) : [],
    indicators: axes.includes('indicator') ? asked.indicators : [pin.indicator],
    from: bucketName(times[0] ?? pin.bucket, grain),
    to: bucketName(times.at(-1) ?? pin.bucket, grain),
    compare: (['yoy', 'pop'] as const).filter(
      (one) => ids.includes(one) || (one === 'yoy' && ids.includes('lastYear')),
    ),
    by: axes.flatMap((axis) => (axis.startsWith('by:') ? [axis.slice(3)] : [])),
    ...(asked.find ? { find: asked.find } : {}),
    request: beyond
      ? {
          title: `当前表格（含${beyond}）`,
          beyond,
          path: '/api/v1/pivot',
          body: { ...asked, region: asked.region ?? pin.region },
        }
      : null,
  }
}
