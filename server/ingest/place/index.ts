export { placeByPoint } from './locate.ts'
export { createRegistries, placeByLookup, type Place, type Placed } from './lookup.ts'
