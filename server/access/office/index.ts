import type { OfficeDeps } from './clerk.ts'
import { createKeysOffice, type KeysOffice } from './keys.ts'
import { createPeopleOffice, type PeopleOffice } from './people.ts'
import { createVisitsOffice, type VisitsOffice } from './visits.ts'

export type { Clerk, OfficeDeps } from './clerk.ts'
export { covers } from './covers.ts'

/** Where people, sessions and tokens are managed: everybody inside their own grants and never beyond. */
export interface Office {
  people: PeopleOffice
  visits: VisitsOffice
  keys: KeysOffice
}

export const createOffice = (deps: OfficeDeps): Office => ({
  people: createPeopleOffice(deps),
  visits: createVisitsOffice(deps),
  keys: createKeysOffice(deps),
})
