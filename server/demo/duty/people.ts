import type { Resident } from '../../access/index.ts'
import type { Grant, RegionCode } from '../../contract/index.ts'
import type { RegionNode, Regions } from '../../regions/index.ts'
import { nameFor, officer } from '../names.ts'

/** Somebody on duty: at a town's desk, out in its villages, or in the district's centre. */
export interface OnDuty extends Resident {
  kind: 'desk' | 'field' | 'centre'
  /** The town, or the district. */
  region: RegionCode
}

const HANDLING: Grant['actions'] = ['aggregate', 'rows', 'handle']
const grant = (role: Grant['role'], region: RegionCode): Grant => ({ role, region, themes: 'all', actions: HANDLING })

const deskOf = (town: RegionNode): OnDuty => {
  const { id, name, post } = officer(town)
  return { kind: 'desk', region: town.code, username: id, name, post, grants: [grant('town', town.code)] }
}

/** One person for all villages of a town: two to a town are enough to look alive. */
const fieldOf = (town: RegionNode, villages: readonly RegionNode[]): OnDuty => ({
  kind: 'field',
  region: town.code,
  username: `demo-${town.code}-3`,
  name: nameFor(`${town.code}35`),
  post: `${town.name}全科网格员`,
  grants: villages.map(({ code }) => grant('village', code)),
})

/** Told of what is told to departments and of what climbs to the district; verifies what a town's desk did itself. */
const centreOf = (district: RegionNode): OnDuty => ({
  kind: 'centre',
  region: district.code,
  username: 'demo-centre',
  name: '徐海宁',
  post: '区城市大脑运行中心值班长',
  grants: [grant('supervisor', district.code), grant('department', district.code)],
})

/** Who is on duty in the model city: nobody signs in as one of them but the duty itself. */
export const dutyPeople = (regions: Regions): OnDuty[] => {
  const towns = regions
    .children(regions.root.code)
    .filter(({ kind, code }) => kind === 'place' && regions.children(code).length > 0)
  return [
    centreOf(regions.root),
    ...towns.flatMap((town) => [deskOf(town), fieldOf(town, regions.children(town.code))]),
  ]
}
