export { buildRegions } from './build.ts'
export { isDivision, locateDivision, type Found } from './division.ts'
export { writeTree, type TreeFiles } from './write.ts'
