export { loadOutlets, outletsOf } from './load-outlets.ts'
export type { Outlet, Parcel } from './outlet.ts'
