import type { Component } from 'vue'

export { courseOption, type Course } from './course.ts'
export { fansOption, type Fans } from './fans.ts'
export { manyOption, MOST_SERIES, type Many } from './many.ts'
export { barsOption, pairsOption, type Bars, type Pairs } from './spread.ts'
export type { Palette } from '../palette.ts'

/** The desk's chart with its engine, fetched when it is first shown. */
export const loadDeskChart = async (): Promise<Component> => (await import('./DeskChart.vue')).default
