export { createDuty, type Duty, type DutyOptions } from './create.ts'
export { dutyPeople } from './people.ts'
