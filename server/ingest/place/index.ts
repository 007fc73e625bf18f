export { placeByPoint } from './locate.ts'
export { createRegistries, placeByLookup, type Place, type Placed, type Registries } from './lookup.ts'
