export { addressBehind } from './address-behind.ts'
export { createHttp } from './create.ts'
export type { HttpDeps } from './deps.ts'
export { routesOf } from './routes-of.ts'
