import { demoPeople as all } from '../../fixtures/demo/index.ts'
import type { Resident } from '../access/index.ts'
import type { Regions } from '../regions/index.ts'

/** Known to everybody: accounts with it exist in demonstrations only. */
export const DEMO_PASSWORD = 'yiping-demo'

/** The people of the model city whose places are in this tree. */
export const demoPeople = (regions: Regions): Resident[] =>
  all(regions.root.code).filter(({ grants }) => grants.every(({ region }) => regions.resolve(region) !== null))
