export { nextSlot, slotsBetween, type IsWorkday } from './due.ts'
export { readWhen, WHEN_HINT, whenWords, type When } from './when.ts'
export { readZone, ZONE_HINT } from './zone-name.ts'
