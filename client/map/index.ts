import type { Component } from 'vue'

export { readOutlines, type Outlines } from './ground/outlines.ts'
export { regionAt } from './place/quiet.ts'

/** The map with its engine, fetched when it is first shown. */
export const loadMapPanel = async (): Promise<Component> => (await import('./MapPanel.vue')).default

/** A quiet map with pins on it, fetched when it is first shown. */
export const loadPlaceMap = async (): Promise<Component> => (await import('./place/PlaceMap.vue')).default
