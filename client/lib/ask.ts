import { untoldWords, type Cell, type Grain, type IndicatorInfo } from '../../server/contract/index.ts'
import type { CardQuestion } from './card.ts'
import { formatNumber, formatValue, NOTHING, type Shown } from './number.ts'

/** A number on screen that can be pressed to learn where it comes from. */
export interface Pressable extends Shown {
  question: CardQuestion
  /** What a screen reader says: name, full digits, unit. */
  label: string
  /** The raw value, to notice that it moved; never shown. */
  value: number | null
}

/** Finds an indicator's definition; panels get it as an argument. */
export type Lookup = (id: string) => IndicatorInfo

/** A value of an indicator at a place and time, ready to be shown and pressed. */
export const pressable = (
  info: IndicatorInfo,
  at: { region: string; regionName?: string; grain: Grain; bucket: string | null },
  value: number | null,
): Pressable => {
  const full = value === null ? '没有数据' : `${formatNumber(value, info.decimals)} ${info.unit}`
  return {
    ...formatValue(value, info),
    ...(value === null ? { unit: '' } : {}),
    value,
    question: { indicator: info.id, region: at.region, grain: at.grain, bucket: at.bucket },
    label: `${at.regionName ?? ''}${info.title} ${full}，查看口径`,
  }
}

/** A number about too few people: words instead of digits, the same on every screen. */
const withheld = (shown: Pressable, { title }: IndicatorInfo, cell: Cell): Pressable =>
  cell.suppressed
    ? {
        ...shown,
        text: untoldWords(cell),
        unit: '',
        step: '',
        label: `${title} ${untoldWords(cell)}：人数过少，或由它可推出过少的人数，为保护个人信息不显示，查看口径`,
      }
    : shown

/** The same from a cell. */
export const pressableCell = (info: IndicatorInfo, grain: Grain, cell: Cell, regionName?: string): Pressable =>
  withheld(pressable(info, { region: cell.region, regionName, grain, bucket: cell.bucket }, cell.value), info, cell)

/** `≥ 95 %`: a target in words, by the direction that is better. */
export const targetWords = (target: number | null, info: IndicatorInfo): string => {
  if (target === null) return NOTHING
  const { text, unit } = formatValue(target, info)
  return `${info.better === 'lower' ? '≤ ' : info.better === 'higher' ? '≥ ' : ''}${text}${unit}`
}
