export { createRegistries, placeByLookup, type Place, type Placed, type Registries } from './lookup.ts'
